import ContainerIdentity
import ControlGroups
import Foundation
import Testing

/// Names of running containers against what their engines answer. Without a registry: images are busybox and its links.
@Suite("RealKernelIdentity", .enabled(if: RealEngines.areMeant && RealEngines.isRoot), .serialized)
struct RealKernelIdentityTests {
  /// An engine's answer about one container.
  struct Answer {
    var process: String
    var id: String?
    var target: String
    var engine: Identity.Engine
  }

  @Test func everyEnginesContainersHaveTheirNames() throws {
    let tree = try RealEngines.shell(RealEngines.makeTree)
    defer { Self.end(tree) }
    try Self.start(tree)
    let answers = try Self.answers()
    let hierarchy = try Hierarchy.live()
    var resolver = IdentityResolver(of: hierarchy)
    let index = try NameIndex.walking(hierarchy)
    for answer in answers {
      let path = try Samples.path(try RealEngines.group(of: answer.process))
      let found = resolver.identify(path)
      let row = found.belongsTo ?? path
      #expect(found.identity.target == ByteText(answer.target), "\(found.identity.missing)")
      #expect(found.identity.engine == answer.engine)
      #expect(!found.identity.isGuess, "\(found.identity.missing)")
      if let id = answer.id { #expect(found.identity.id == ByteText(id)) }
      #expect(try index.find(Samples.target(answer.target)).map(\.path) == [row])
    }
    let web = try #require(try index.find(Samples.target("docker:weirnames-web")).first).identity
    #expect(web.image == "weirnames:1")
    #expect(web.composeProject == "shop")
    #expect(web.composeService == "web")
    let inPod = try #require(try index.find(Samples.target("podman:weirnames-inpod")).first).identity
    let pod = try RealEngines.shell("podman pod inspect weirnames-pod --format '{{.ID}}'")
    // podman 4.3 (Debian 12) puts the containers of a pod without infra beside all others: no path tells.
    let isTold = ProcessInfo.processInfo.environment["WEIR_VM_KERNEL"] != "12"
    #expect(inPod.pod == (isTold ? ByteText(String(pod.prefix(12))) : nil))
    #expect(inPod.image == "localhost/weirnames:1")
    let session = try index.find(Samples.target("weirnames.service"))
    #expect(session.map(\.identity.kind) == [.service])

    try Self.theForgedGroupIsNotBelieved(web)
    try Self.aRenameIsSeen()
  }

  /// An ordinary user makes a group of the name of root's container below their manager.
  private static func theForgedGroupIsNotBelieved(_ web: Identity) throws {
    let manager = "/sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service"
    let unit = try #require(web.unit).description
    try RealEngines.shell(as: "alice", "mkdir \(manager)/\(unit)")
    defer { _ = try? RealEngines.shell(as: "alice", "rmdir \(manager)/\(unit)") }
    var resolver = IdentityResolver(of: try Hierarchy.live())
    let forged = resolver.identify(try Samples.path("\(Samples.manager)/\(unit)")).identity
    #expect(forged.target == ByteText("alice/\(unit)"))
    #expect(forged.engine == nil)
    #expect(forged.kind == .other)
    #expect(forged.isGuess)
  }

  private static func aRenameIsSeen() throws {
    let hierarchy = try Hierarchy.live()
    var cache = IdentityCache(IdentityResolver(of: hierarchy))
    let process = try RealEngines.shell("docker inspect -f '{{.State.Pid}}' weirnames-web")
    let path = try Samples.path(try RealEngines.group(of: process))
    let inode = try hierarchy.group(path).id
    #expect(cache.identity(path, inode: inode).identity.target == "docker:weirnames-web")
    try RealEngines.shell("docker rename weirnames-web weirnames-new")
    defer { _ = try? RealEngines.shell("docker rename weirnames-new weirnames-web") }
    cache.refresh()
    #expect(cache.identity(path, inode: inode).identity.target == "docker:weirnames-new")
  }

  // MARK: the engines

  private static func start(_ tree: String) throws {
    try RealEngines.shell(
      """
      systemctl start docker
      docker import \(tree)/root.tar weirnames:1
      docker run -d --name weirnames-web --network none --label com.docker.compose.project=shop \
        --label com.docker.compose.service=web weirnames:1 sleep 9999
      podman import -q \(tree)/root.tar weirnames:1
      podman run -d --name weirnames-db --network none weirnames:1 sleep 9999
      podman pod create --infra=false --name weirnames-pod
      podman run -d --pod weirnames-pod --name weirnames-inpod --network none weirnames:1 sleep 9999
      systemd-run --quiet --unit=weirnames sleep 9999
      cp -a \(tree)/root \(tree)/box
      setsid systemd-nspawn -q -D \(tree)/box -M weirnames-box /bin/busybox sleep 9999 </dev/null >/dev/null 2>&1 &
      mkdir -p /var/lib/lxc/weirnames-lx
      cat >/var/lib/lxc/weirnames-lx/config <<CONFIG
      lxc.rootfs.path = dir:\(tree)/root
      lxc.net.0.type = empty
      lxc.mount.auto = proc:mixed sys:mixed cgroup:mixed
      lxc.apparmor.profile = unconfined
      lxc.init.cmd = /bin/busybox sleep 9998
      lxc.uts.name = weirnames-lx
      CONFIG
      lxc-start -n weirnames-lx -d >/dev/null 2>&1 </dev/null
      for try in $(seq 100); do machinectl show weirnames-box >/dev/null 2>&1 && break; sleep 0.3; done
      """)
    try RealEngines.shell(
      as: "alice",
      "podman import -q \(tree)/root.tar weirnames:1; podman run -d --name weirnames-ci --network none weirnames:1 sleep 9999"
    )
  }

  private static func answers() throws -> [Answer] {
    func inspect(_ text: String, _ target: String, _ engine: Identity.Engine) throws -> Answer {
      let words = text.split(separator: " ").map(String.init)
      try #require(words.count == 2, "\(text)")
      return Answer(process: words[0], id: words[1], target: target, engine: engine)
    }
    let docker = try RealEngines.shell("docker inspect -f '{{.State.Pid}} {{.Id}}' weirnames-web")
    let db = try RealEngines.shell("podman inspect -f '{{.State.Pid}} {{.Id}}' weirnames-db")
    let inPod = try RealEngines.shell("podman inspect -f '{{.State.Pid}} {{.Id}}' weirnames-inpod")
    let ci = try RealEngines.shell(as: "alice", #"podman inspect -f "{{.State.Pid}} {{.Id}}" weirnames-ci"#)
    let box = try RealEngines.shell("machinectl show weirnames-box -p Leader --value")
    let lxc = try RealEngines.shell("lxc-info -n weirnames-lx -p -H")
    return [
      try inspect(docker, "docker:weirnames-web", .docker), try inspect(db, "podman:weirnames-db", .podman),
      try inspect(inPod, "podman:weirnames-inpod", .podman), try inspect(ci, "alice/podman:weirnames-ci", .podman),
      Answer(process: box, id: nil, target: "machine:weirnames-box", engine: .nspawn),
      Answer(process: lxc, id: nil, target: "lxc:weirnames-lx", engine: .lxc),
    ]
  }

  private static func end(_ tree: String) {
    for script in [
      "docker rm -f weirnames-web", "podman rm -f -t 0 weirnames-db weirnames-inpod", "podman pod rm -f weirnames-pod",
      "machinectl terminate weirnames-box", "lxc-stop -k -n weirnames-lx", "rm -rf /var/lib/lxc/weirnames-lx",
      "systemctl stop weirnames", "docker rmi weirnames:1", "podman rmi weirnames:1", "sleep 1; rm -rf \(tree)",
    ] { _ = try? RealEngines.shell(script) }
    _ = try? RealEngines.shell(as: "alice", "podman rm -f -t 0 weirnames-ci; podman rmi weirnames:1")
  }
}
