import Foundation

/// A small system root on disk for `--root`: containers of docker (root) and podman (alice), units, a session; as the
/// engines write their state.
enum NamedMachine {
  static let web = String(repeating: "3f", count: 32)
  static let nameless = String(repeating: "4e", count: 32)
  static let ci = String(repeating: "7a", count: 32)
  /// What nobody should call a container; docker itself refuses it, a hostile file need not.
  static let hostileName = "evil\u{1B}[2J; rm -rf /"
  static let hostile = String(repeating: "5d", count: 32)
  static let manager = "/user.slice/user-1000.slice/user@1000.service"

  /// Its directory, made once for this process and removed at its end.
  static let root: String = {
    let place = URL.temporaryDirectory.appending(path: "weir-named-\(getpid())", directoryHint: .isDirectory)
    try? make(place)
    atexit { try? FileManager.default.removeItem(atPath: NamedMachine.root) }
    return place.path
  }()

  static let groups = [
    "/", "/system.slice", "/system.slice/ssh.service", "/system.slice/web.service", scope(web), scope(nameless),
    scope(hostile), scope(web) + "/inner", "/user.slice", "/user.slice/user-1000.slice",
    "/user.slice/user-1000.slice/session-7.scope", manager, manager + "/app.slice",
    manager + "/app.slice/app-gnome-firefox-1.scope", manager + "/app.slice/x.service", manager + "/user.slice",
    "\(manager)/user.slice/libpod-\(ci).scope", "\(manager)/user.slice/libpod-\(ci).scope/container",
    // Named like root's container, by somebody who is not root.
    "\(manager)/docker-\(web).scope",
  ]

  static func scope(_ id: String) -> String { "/system.slice/docker-\(id).scope" }

  private static func make(_ place: URL) throws {
    func write(_ path: String, _ text: String) throws {
      let file = place.appending(path: path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    for group in groups {
      let directory = "sys/fs/cgroup\(group)/"
      try write(directory + "cgroup.controllers", "cpu memory pids\n")
      try write(directory + "cgroup.procs", "")
      if group == "/" { continue }
      try write(directory + "cgroup.type", "domain\n")
      try write(directory + "cgroup.events", "populated 1\nfrozen 0\n")
      try write(directory + "memory.current", "4096\n")
      try write(directory + "memory.max", "max\n")
    }
    try write("proc/meminfo", "MemTotal:        4194304 kB\n")
    try write("etc/passwd", "root:x:0:0:root:/root:/bin/sh\nalice:x:1000:1000::/home/alice:/bin/sh\n")
    for (id, name) in [(web, "web"), (hostile, "evil\\u001b[2J; rm -rf /")] {
      try write(
        "var/lib/docker/containers/\(id)/config.v2.json",
        #"{"ID":"\#(id)","Config":{"Image":"nginx:1.27","Labels":{"com.docker.compose.project":"shop"}},"Name":"/\#(name)"}"#
      )
    }
    try write(
      "home/alice/.local/share/containers/storage/overlay-containers/containers.json",
      #"[{"id":"\#(ci)","names":["ci"],"metadata":"{\"image-name\":\"localhost/bb:1\"}"}]"#)
  }
}
