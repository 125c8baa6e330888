// Command supply says what the product is made of, and keeps that small.
//
//	supply notices          writes THIRD_PARTY.md: every module and file of others, with its
//	                        licence and what it is there for
//	supply sbom FILE        writes the bill of materials of a program (CycloneDX 1.6, JSON), from
//	                        what the Go linker wrote into it
//	supply release DIR      completes a folder that holds a program: bill of materials, licences
//	                        in full, the tag with its hashes, SHA256SUMS
//	supply vuln TOOL        runs govulncheck, and tells apart that there is a fault from that
//	                        nobody could be asked, which ends with 3
//
// A licence that is not on the list of licence.go fails notices, and so does a module that go.mod
// names without a reason in reason.go. Nothing here is part of the program.
package main
