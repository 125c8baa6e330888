// keepFile lets the browser store a file.
export function keepFile(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // A browser has taken the file up by the next task.
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
