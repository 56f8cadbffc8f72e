import ContainerIdentity
import ControlGroups
import Testing

/// A path, and all that it should propose.
struct PathCase: Sendable, CustomTestStringConvertible {
  var path: String
  var kind: Identity.Kind
  var engine: Identity.Engine?
  var name: String
  var place: Place
  var row: String?
  var pod: String?
  var user: UInt32?
  var nestedIn: String?

  init(
    _ path: String, _ kind: Identity.Kind, _ engine: Identity.Engine? = nil, _ name: String,
    _ place: Place = .systemSlices, row: String? = nil, pod: String? = nil, user: UInt32? = nil, nestedIn: String? = nil
  ) {
    self.path = path
    self.kind = kind
    self.engine = engine
    self.name = name
    self.place = place
    self.row = row
    self.pod = pod
    self.user = user
    self.nestedIn = nestedIn
  }

  var testDescription: String { path }

  func check() throws {
    let found = PathPattern.propose(try Samples.path(path))
    #expect(found.kind == kind)
    #expect(found.engine == engine)
    #expect(found.name == ByteText(name))
    #expect(found.place == place)
    #expect(found.row == (try Samples.path(row ?? path)))
    #expect(found.pod == pod.map { ByteText($0) })
    #expect(found.userID == user)
    #expect(found.nestedIn == (try nestedIn.map(Samples.path)))
  }
}

struct PathPatternTests {
  static let short = String(Samples.idA.prefix(12))
  static let docker = "docker-\(Samples.idA).scope"
  static let libpod = "libpod-\(Samples.idA).scope"
  static let user = Samples.manager

  static let systemd: [PathCase] = [
    PathCase("/", .slice, nil, "/", .elsewhere),
    PathCase("/system.slice", .slice, nil, "system.slice"),
    PathCase("/init.scope", .other, nil, "init.scope"),
    PathCase("/system.slice/nginx.service", .service, nil, "nginx.service"),
    PathCase("/system.slice/_cpu.service", .service, nil, "cpu.service"),
    PathCase("/system.slice/udev.service/udev", .service, nil, "udev.service", row: "/system.slice/udev.service"),
    PathCase("/system.slice/a.service/b.service/c", .service, nil, "a.service", row: "/system.slice/a.service"),
    PathCase("/system.slice/demo.scope", .other, nil, "demo.scope"),
    PathCase("/dev-hugepages.mount", .other, nil, "dev-hugepages.mount"),
    PathCase(
      #"/system.slice/system-serial\x2dgetty.slice/serial-getty@ttyS0.service"#, .service, nil,
      "serial-getty@ttyS0.service"),
    PathCase("/user.slice/user-1000.slice", .slice, nil, "user-1000.slice"),
    PathCase("/user.slice/user-1000.slice/user@1000.service", .slice, nil, "user@1000.service"),
    PathCase(
      "/user.slice/user-1000.slice/user-runtime-dir@1000.service", .service, nil, "user-runtime-dir@1000.service"),
    PathCase("/user.slice/user-0.slice/session-c2.scope", .session, nil, "session-c2", user: 0),
    PathCase("/user.slice/user-1001.slice/session-7.scope", .session, nil, "session-7", user: 1001),
    PathCase("\(user)/init.scope", .other, nil, "init.scope", .user(1000), user: 1000),
    PathCase("\(user)/app.slice", .slice, nil, "app.slice", .user(1000), user: 1000),
    PathCase("\(user)/app.slice/x.service", .service, nil, "x.service", .user(1000), user: 1000),
    PathCase(
      "\(user)/app.slice/x.service/in", .service, nil, "x.service", .user(1000), row: "\(user)/app.slice/x.service",
      user: 1000),
    PathCase("\(user)/app.slice/app-gnome-firefox-123.scope", .app, nil, "app-firefox", .user(1000), user: 1000),
    PathCase("\(user)/app.slice/app-firefox-123.scope", .app, nil, "app-firefox", .user(1000), user: 1000),
    PathCase(
      #"\#(user)/app.slice/app-gnome-org.gnome.a\x2db-7.scope"#, .app, nil, "app-org.gnome.a-b", .user(1000), user: 1000
    ),
    PathCase("\(user)/app.slice/app-foo@autostart.service", .app, nil, "app-foo", .user(1000), user: 1000),
    PathCase(
      "\(user)/app.slice/app-flatpak-org.gimp.GIMP-4242.scope", .app, nil, "app-org.gimp.GIMP", .user(1000), user: 1000),
    PathCase(
      "\(user)/app.slice/snap.firefox.firefox-0b2c3d4e-1111-2222-3333-444455556666.scope", .app, nil, "app-firefox",
      .user(1000), user: 1000),
    PathCase("/system.slice/snap.lxd.daemon.service", .service, nil, "snap.lxd.daemon.service"),
    PathCase("/system.slice/app-firefox-123.scope", .other, nil, "app-firefox-123.scope"),
    PathCase("/byhand", .other, nil, "byhand"),
    PathCase("/byhand/below", .other, nil, "below", .elsewhere),
  ]

  static let engines: [PathCase] = [
    PathCase("/system.slice/\(docker)", .container, .docker, short, .engineParent),
    PathCase("/system.slice/\(docker)/init", .container, .docker, short, .engineParent, row: "/system.slice/\(docker)"),
    PathCase("/batch.slice/batch-low.slice/\(docker)", .container, .docker, short, .systemSlices),
    PathCase("\(user)/user.slice/\(docker)", .container, .docker, short, .user(1000), user: 1000),
    PathCase("/docker/\(Samples.idA)", .container, .docker, short, .engineParent),
    PathCase("/machine.slice/\(libpod)", .container, .podman, short, .engineParent),
    PathCase(
      "/machine.slice/\(libpod)/container", .container, .podman, short, .engineParent, row: "/machine.slice/\(libpod)"),
    PathCase("/machine.slice/libpod-conmon-\(Samples.idA).scope", .other, nil, "libpod-conmon-\(Samples.idA).scope"),
    PathCase("\(user)/user.slice/\(libpod)", .container, .podman, short, .user(1000), user: 1000),
    PathCase(
      "/machine.slice/machine-libpod_pod_\(Samples.idB).slice", .slice, nil, "machine-libpod_pod_\(Samples.idB).slice",
      pod: Samples.idB),
    PathCase(
      "/machine.slice/machine-libpod_pod_\(Samples.idB).slice/\(libpod)", .container, .podman, short, .engineParent,
      pod: Samples.idB),
    PathCase("/libpod_parent/libpod-\(Samples.idA)", .container, .podman, short, .engineParent),
    PathCase("/system.slice/web.service/libpod-payload-\(Samples.idA)", .container, .podman, short),
    PathCase("/lxc.payload.web", .container, .lxc, "web", .engineParent),
    PathCase("/lxc.payload.web/init.scope", .container, .lxc, "web", .engineParent, row: "/lxc.payload.web"),
    PathCase("/lxc.payload.PROJECT_web", .container, .lxc, "PROJECT_web", .engineParent),
    PathCase("/lxc.monitor.web", .other, nil, "lxc.monitor.web"),
    PathCase("\(user)/app.slice/run-r1.scope/lxc.payload.web", .container, .lxc, "web", .user(1000), user: 1000),
    PathCase("/system.slice/nerdctl-\(Samples.idA).scope", .container, .nerdctl, short, .engineParent),
    PathCase("/default/\(Samples.idA)", .container, .containerd, short, .engineParent),
    PathCase("/machine.slice/box1.scope", .machine, .nspawn, "box1", .engineParent),
    PathCase(
      #"/machine.slice/machine-a\x2db.scope/payload"#, .machine, .nspawn, "a-b", .engineParent,
      row: #"/machine.slice/machine-a\x2db.scope"#),
    PathCase(
      "/machine.slice/systemd-nspawn@web.service/payload", .machine, .nspawn, "web", .engineParent,
      row: "/machine.slice/systemd-nspawn@web.service"),
    PathCase(
      #"/machine.slice/machine-qemu\x2d12\x2dfed\x2dora.scope/libvirt"#, .machine, .libvirt, "fed-ora", .engineParent,
      row: #"/machine.slice/machine-qemu\x2d12\x2dfed\x2dora.scope"#),
  ]

  static let kubernetes: [PathCase] = [
    PathCase("/kubepods.slice", .slice, nil, "kubepods.slice"),
    PathCase(
      "/kubepods.slice/kubepods-pod\(Samples.uidInSlice).slice", .slice, nil,
      "kubepods-pod\(Samples.uidInSlice).slice", pod: Samples.uid),
    PathCase(
      "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod\(Samples.uidInSlice).slice/cri-containerd-\(Samples.idA).scope",
      .container, .containerd, short, .engineParent, pod: Samples.uid),
    PathCase(
      "/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod\(Samples.staticUID).slice/crio-\(Samples.idA).scope/container",
      .container, .crio, short, .engineParent,
      row:
        "/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod\(Samples.staticUID).slice/crio-\(Samples.idA).scope",
      pod: Samples.staticUID),
    PathCase(
      "/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-pod\(Samples.uidInSlice).slice/cri-containerd-\(Samples.idA).scope",
      .container, .containerd, short, .engineParent, pod: Samples.uid),
    PathCase("/kubepods/besteffort/pod\(Samples.uid)", .slice, nil, "pod\(Samples.uid)", .elsewhere, pod: Samples.uid),
    PathCase(
      "/kubepods/besteffort/pod\(Samples.uid)/\(Samples.idA)", .container, .containerd, short, .engineParent,
      pod: Samples.uid),
    PathCase(
      "/kubepods/pod\(Samples.uid)/crio-\(Samples.idA)", .container, .crio, short, .engineParent, pod: Samples.uid),
  ]

  static let nested: [PathCase] = [
    PathCase(
      "/system.slice/docker-\(Samples.idB).scope/kubelet.slice/kubelet-kubepods.slice/cri-containerd-\(Samples.idA).scope",
      .container, .containerd, short, .elsewhere, row: "/system.slice/docker-\(Samples.idB).scope",
      nestedIn: "/system.slice/docker-\(Samples.idB).scope"),
    PathCase(
      "/system.slice/docker-\(Samples.idB).scope/docker/\(Samples.idA)/x", .container, .docker, short, .elsewhere,
      row: "/system.slice/docker-\(Samples.idB).scope", nestedIn: "/system.slice/docker-\(Samples.idB).scope"),
    PathCase(
      "/system.slice/bob.service/\(docker)", .container, .docker, short, .elsewhere, row: "/system.slice/bob.service",
      nestedIn: "/system.slice/bob.service"),
  ]

  /// Near misses: none of them is a container.
  static let impostors: [PathCase] = [
    PathCase("/system.slice/docker-\(Samples.idA)0.scope", .other, nil, "docker-\(Samples.idA)0.scope"),
    PathCase(
      "/system.slice/docker-\(Samples.idA.uppercased()).scope", .other, nil, "docker-\(Samples.idA.uppercased()).scope"),
    PathCase("/system.slice/docker-\(short).scope", .other, nil, "docker-\(short).scope"),
    PathCase("/system.slice/\(docker)x", .other, nil, "\(docker)x"),
    PathCase("/user.slice/user-1000.slice/user@1001.service", .service, nil, "user@1001.service"),
    PathCase("/system.slice/user@1000.service", .service, nil, "user@1000.service"),
    PathCase("/system.slice/session-1.scope", .other, nil, "session-1.scope"),
    PathCase("\(user)/session-1.scope", .other, nil, "session-1.scope", .user(1000), user: 1000),
    PathCase("/user.slice/user-99999999999.slice/session-1.scope", .other, nil, "session-1.scope"),
    PathCase("/system.slice/getty@.service", .other, nil, "getty@.service"),
    PathCase("/system.slice/getty@.service/in", .other, nil, "in", .elsewhere),
    PathCase("/user.slice/user-1000.slice/user@.service/x.service", .other, nil, "x.service", .elsewhere),
    PathCase("/foo.slice/foo--bar.slice", .other, nil, "foo--bar.slice"),
    PathCase("/foo-.slice/\(docker)", .container, .docker, short, .elsewhere),
    PathCase("/foo@bar.slice", .other, nil, "foo@bar.slice"),
    PathCase("/-.slice", .slice, nil, "-.slice"),
    PathCase("/lxc.payload.", .other, nil, "lxc.payload."),
    PathCase("/docker-\(Samples.idA).slice", .slice, nil, "docker-\(Samples.idA).slice"),
  ]

  @Test(arguments: systemd) func units(_ each: PathCase) throws { try each.check() }
  @Test(arguments: engines) func containers(_ each: PathCase) throws { try each.check() }
  @Test(arguments: kubernetes) func pods(_ each: PathCase) throws { try each.check() }
  @Test(arguments: nested) func nestedOnesBelongToTheOuter(_ each: PathCase) throws { try each.check() }
  @Test(arguments: impostors) func nearMisses(_ each: PathCase) throws { try each.check() }

  @Test func hostileNamesHaveAProposalToo() throws {
    let long = String(repeating: "kubepods-pod", count: 20)
    for name in ["\u{1b}[2J.service", "-.scope", ".service", "_.scope", "app-.scope", "libpod_pod_", long] {
      let path = GroupPath.root.appending(ByteText(name))
      #expect(PathPattern.propose(path).row == path)
    }
    let bytes = GroupPath.root.appending(ByteText([0xFF, 0xFE] + Array(".service".utf8)))
    #expect(PathPattern.propose(bytes).kind == .other)
  }
}
