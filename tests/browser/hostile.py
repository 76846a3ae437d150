"""Pages that do whatever a page can to hold a browser up, to get at this machine, or to bother who looks at it."""

BODY = "<h1>Lanterns</h1><p>A page that means no good.</p><a href=/plain>Plain</a>"
EATS = """<script>const held = []; const eat = () => { for (let each = 0; each < 8; each += 1) held.push(new Uint8Array(16e6).fill(1));
    if (held.length < 200) setTimeout(eat); }; setTimeout(eat, 100)</script>"""  # 3.2 GB, if nobody ends it
ASKS = """<script>navigator.geolocation.getCurrentPosition(() => tell("place"), () => tell("no place"));
    Notification.requestPermission().then((said) => tell("notifications " + said));
    const cameras = navigator.mediaDevices; if (cameras) cameras.getUserMedia({video: true, audio: true}).then(() => tell("camera"), () => tell("no camera"));
    navigator.permissions.query({name: "clipboard-read"}).then((it) => tell("clipboard " + it.state));
    if (window.showOpenFilePicker) showOpenFilePicker().then(() => tell("file"), () => tell("no file"));
    function tell(what) { fetch("/told/" + encodeURIComponent(what)) }</script>"""
READS = """<iframe src=file:///etc/passwd></iframe><img src=file:///etc/passwd><script src=file:///etc/passwd></script><embed src=file:///etc/passwd>
    <a href=file:///etc/passwd id=file>The file</a><script>
    const tell = (what) => fetch("/told/" + encodeURIComponent(what));
    fetch("file:///etc/passwd").then((answer) => answer.text()).then((text) => tell("read " + text), () => tell("nothing"));
    const asked = new XMLHttpRequest(); asked.onload = () => tell("read " + asked.responseText); asked.onerror = () => tell("nothing");
    try { asked.open("GET", "file:///etc/passwd"); asked.send(); } catch (error) { tell("nothing"); }
    setTimeout(() => { try { tell("read " + frames[0].document.body.innerText); } catch (error) { tell("nothing"); } }, 300);
    open("file:///etc/passwd"); document.getElementById("file").click();
    setTimeout(() => { location = "file:///etc/passwd"; }, 400);</script>"""

PAGES = {
    "windows": "<script>setInterval(() => { for (let each = 0; each < 3; each += 1) open('/plain?' + Math.random()); }, 50)</script>",
    "windows of windows": "<script>open(location.href); open(location.href)</script>",
    "dialogs": "<script>setInterval(() => { alert('a'); confirm('b'); prompt('c'); }, 20)</script>",
    "prints": "<script>setInterval(() => print(), 50); print()</script>",
    "holds back": "<script>onbeforeunload = (event) => { event.preventDefault(); return 'stay'; }; setTimeout(() => { location = '/plain'; }, 300)</script>",
    "downloads": "<script>setInterval(() => { const a = document.createElement('a'); a.href = '/file.zip?' + Math.random(); a.download = 'x'; a.click(); }, 50)</script>",
    "wanders": "<script>setTimeout(() => { location = location.pathname + '?' + Math.random(); }, 30)</script>",
    "reloads": "<meta http-equiv=refresh content=0>",
    "pushes states": "<script>setInterval(() => { for (let each = 0; each < 500; each += 1) history.pushState({}, '', '?' + Math.random()); }, 20)</script>",
    "shouts": "<script>setTimeout(() => { for (let each = 0; each < 1e6; each += 1) console.error('loud ' + each); }, 100)</script>",
    "crowded": "<script>document.body.append(...Array.from({length: 1e5}, (_, each) => Object.assign(document.createElement('p'), {textContent: each})))</script>",
    "never yields": "<script>setTimeout(() => { while (true); }, 50)</script>",
    "eats memory": EATS,
    "asks": ASKS,
    "reads files": READS,
    "never quiet": "<script>setInterval(() => fetch('/told/tick?' + Math.random()), 20); requestAnimationFrame(function on() { document.body.style.top = Math.random() + 'px'; requestAnimationFrame(on); })</script>",
}
TO_A_FILE = "to a file"  # a redirect to file:
