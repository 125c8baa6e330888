(()=>{function n(){return document.currentScript.safar}function e(t){return(...r)=>{try{t(...r)}catch{}}}e(t=>{t.hear(()=>{})})(n());})();
