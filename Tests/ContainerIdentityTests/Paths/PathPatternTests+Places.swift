import ContainerIdentity
import ControlGroups
import Testing

/// Units below slices alone, and containers where an engine was told to make them.
extension PathPatternTests {
  /// What systemd's cg_path_get_unit and cg_path_get_user_unit say no unit of.
  static let noUnits: [PathCase] = [
    PathCase("/byhand/x.service", .other, nil, "x.service", .elsewhere),
    PathCase("/byhand/x.service/in", .other, nil, "in", .elsewhere),
    PathCase("/byhand/_cpu.service", .other, nil, "_cpu.service", .elsewhere),
    PathCase("/byhand/demo.scope", .other, nil, "demo.scope", .elsewhere),
    PathCase("/byhand/system.slice", .other, nil, "system.slice", .elsewhere),
    PathCase("/byhand/ns/system.slice/ssh.service", .other, nil, "ssh.service", .elsewhere),
    PathCase("/byhand/ns/user.slice/user-1000.slice/session-2.scope", .other, nil, "session-2.scope", .elsewhere),
    PathCase(
      "/byhand/user.slice/user-1000.slice/user@1000.service/app.slice/x.service", .other, nil, "x.service", .elsewhere),
    PathCase("/byhand/machine.slice/box1.scope", .other, nil, "box1.scope", .elsewhere),
    PathCase("/a.slice/a--b.slice/x.service", .other, nil, "x.service", .elsewhere),
    PathCase("\(user)/byhand/x.service", .other, nil, "x.service", .user(1000), user: 1000),
    PathCase("\(user)/byhand/app-firefox-1.scope", .other, nil, "app-firefox-1.scope", .user(1000), user: 1000),
  ]

  static let elsewhere: [PathCase] = [
    PathCase("/byhand/\(docker)", .container, .docker, short, .elsewhere),
    PathCase("/byhand/machine.slice/\(libpod)", .container, .podman, short, .elsewhere),
    PathCase("/byhand/x.service/libpod-payload-\(Samples.idA)", .container, .podman, short, .elsewhere),
    PathCase("\(user)/byhand/\(libpod)", .container, .podman, short, .user(1000), user: 1000),
    PathCase("/libpod_parent/\(Samples.idB)", .slice, nil, Samples.idB, .elsewhere, pod: Samples.idB),
    PathCase(
      "/libpod_parent/\(Samples.idB)/libpod-\(Samples.idA)", .container, .podman, short, .engineParent, pod: Samples.idB
    ),
    PathCase(
      "/libpod_parent/\(Samples.idB)/libpod-\(Samples.idA)/in", .container, .podman, short, .engineParent,
      row: "/libpod_parent/\(Samples.idB)/libpod-\(Samples.idA)", pod: Samples.idB),
    PathCase("/libpod_parent/\(Samples.idB)/conmon", .other, nil, "conmon", .elsewhere, pod: Samples.idB),
    PathCase(
      "/byhand/libpod_parent/\(Samples.idB)/libpod-\(Samples.idA)", .container, .podman, short, .elsewhere,
      pod: Samples.idB),
    PathCase(
      "/byhand/\(Samples.idB)/libpod-\(Samples.idA)", .container, .containerd, "\(Samples.idB.prefix(12))",
      .engineParent, row: "/byhand/\(Samples.idB)"),
    PathCase(
      "\(user)/libpod_parent/\(Samples.idB)/libpod-\(Samples.idA)", .container, .podman, short, .user(1000),
      pod: Samples.idB, user: 1000),
  ]

  /// Which containers of docker's may be is told by its state alone.
  static let bare: [PathCase] = [
    PathCase("/actions_job/\(Samples.idA)", .container, .containerd, short, .engineParent),
    PathCase("/ecs/task/\(Samples.idA)", .other, nil, Samples.idA, .elsewhere),
    PathCase("/ecs/task/\(Samples.idA)/in", .other, nil, "in", .elsewhere),
    PathCase("/batch.slice/\(Samples.idA)", .other, nil, Samples.idA),
    PathCase(
      "/ecs/task/\(Samples.idA)/kubepods/pod\(Samples.uid)/\(Samples.idB)", .container, .containerd,
      "\(Samples.idB.prefix(12))", .elsewhere, pod: Samples.uid),
  ]

  static let staticPods: [PathCase] = [
    PathCase(
      "/kubepods.slice/kubepods-podmy_static_pod.slice", .slice, nil, "kubepods-podmy_static_pod.slice",
      pod: "my-static-pod"),
    PathCase(
      "/kubepods.slice/kubepods-podmy_static_pod.slice/cri-containerd-\(Samples.idA).scope", .container, .containerd,
      short, .engineParent, pod: "my-static-pod"),
    PathCase(
      "/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-burstable.slice/kubelet-kubepods-burstable-podx.slice",
      .slice, nil, "kubelet-kubepods-burstable-podx.slice", pod: "x"),
    PathCase(
      "/kubepods.slice/kubepods-podx.slice/kubepods-podx-y.slice", .slice, nil, "kubepods-podx-y.slice", pod: "x"),
    PathCase("/kubepods-podx.slice", .slice, nil, "kubepods-podx.slice"),
    PathCase("/system.slice/kubepods-podx.slice", .slice, nil, "kubepods-podx.slice"),
    PathCase("/kubepods/burstable/podabcdef", .slice, nil, "podabcdef", .elsewhere, pod: "abcdef"),
    PathCase(
      "/kubepods/burstable/podabcdef/\(Samples.idA)", .container, .containerd, short, .engineParent, pod: "abcdef"),
    PathCase(
      "/kubelet/kubepods/podabcdef/\(Samples.idA)", .container, .containerd, short, .engineParent, pod: "abcdef"),
    PathCase("/kubepods/pod", .other, nil, "pod", .elsewhere),
    PathCase("/burstable/podabcdef", .other, nil, "podabcdef", .elsewhere),
    PathCase(
      "/byhand/kubepods.slice/kubepods-pod\(Samples.uidInSlice).slice", .slice, nil,
      "kubepods-pod\(Samples.uidInSlice).slice", .elsewhere, pod: Samples.uid),
    PathCase(
      "/byhand/kubepods.slice/kubepods-podx.slice/cri-containerd-\(Samples.idA).scope", .container, .containerd, short,
      .elsewhere, pod: "x"),
  ]

  static let kind = "/system.slice/docker-\(Samples.idB).scope"
  static let kubelet = "\(kind)/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-burstable.slice"
  static let nestedPods: [PathCase] = [
    PathCase(
      "\(kubelet)/kubelet-kubepods-burstable-pod\(Samples.uidInSlice).slice", .container, .docker,
      "\(Samples.idB.prefix(12))", .engineParent, row: kind),
    PathCase(
      "\(kubelet)/kubelet-kubepods-burstable-pod\(Samples.uidInSlice).slice/cri-containerd-\(Samples.idA).scope",
      .container, .containerd, short, .elsewhere, row: kind, pod: Samples.uid, nestedIn: kind),
    PathCase(
      "\(kind)/kubepods/burstable/podabc/\(Samples.idA)", .container, .containerd, short, .elsewhere, row: kind,
      pod: "abc", nestedIn: kind),
    PathCase(
      "\(kind)/libpod_parent/\(Samples.id("7"))/libpod-\(Samples.idA)", .container, .podman, short, .elsewhere,
      row: kind,
      pod: Samples.id("7"), nestedIn: kind),
    PathCase(
      "/docker/\(Samples.idB)/kubepods.slice/kubepods-podx.slice/crio-\(Samples.idA).scope", .container, .crio, short,
      .elsewhere, row: "/docker/\(Samples.idB)", pod: "x", nestedIn: "/docker/\(Samples.idB)"),
  ]

  /// `SLICE:WORD:ID` as one directory.
  static let inOneName: [PathCase] = [
    PathCase(
      "/system.slice/kubepods-burstable-pod\(Samples.uidInSlice).slice:cri-containerd:\(Samples.idA)", .container,
      .containerd, short, pod: Samples.uid),
    PathCase("/kubepods-podabc.slice:crio:\(Samples.idA)", .container, .crio, short, pod: "abc"),
    PathCase("/system.slice:docker:\(Samples.idA)", .container, .docker, short),
    PathCase("/system.slice/machine.slice:libpod:\(Samples.idA)", .container, .podman, short),
    PathCase("/byhand/system.slice:docker:\(Samples.idA)", .container, .docker, short, .elsewhere),
    PathCase("/user.slice/user-1000.slice/system.slice:docker:\(Samples.idA)", .container, .docker, short, .elsewhere),
    PathCase("\(user)/user.slice:libpod:\(Samples.idA)", .container, .podman, short, .user(1000), user: 1000),
    PathCase(
      "/system.slice/containerd.service/kubepods-podabc.slice:cri-containerd:\(Samples.idA)", .container, .containerd,
      short, .elsewhere, row: "/system.slice/containerd.service", pod: "abc",
      nestedIn: "/system.slice/containerd.service"),
    PathCase("/system.slice:other:\(Samples.idA)", .other, nil, "system.slice:other:\(Samples.idA)"),
    PathCase("/system:docker:\(Samples.idA)", .other, nil, "system:docker:\(Samples.idA)"),
    PathCase("/:docker:\(Samples.idA)", .other, nil, ":docker:\(Samples.idA)"),
    PathCase("/system.slice:\(Samples.idA)", .other, nil, "system.slice:\(Samples.idA)"),
    PathCase("/system.slice:docker:\(Samples.idA)0", .other, nil, "system.slice:docker:\(Samples.idA)0"),
  ]

  static let proxmox: [PathCase] = [
    PathCase("/lxc", .slice, nil, "lxc", .systemSlices),
    PathCase("/lxc/101", .container, .lxc, "101", .engineParent),
    PathCase("/lxc/101/ns/system.slice/ssh.service", .container, .lxc, "101", .engineParent, row: "/lxc/101"),
    PathCase(
      "/lxc/101/ns/system.slice/\(docker)", .container, .docker, short, .elsewhere, row: "/lxc/101",
      nestedIn: "/lxc/101"),
    PathCase("/lxc.payload/web/init.scope", .container, .lxc, "web", .engineParent, row: "/lxc.payload/web"),
    PathCase("/lxc/lxc.payload.web", .container, .lxc, "web", .engineParent),
    PathCase("/lxc/lxc.payload.web/in", .container, .lxc, "web", .engineParent, row: "/lxc/lxc.payload.web"),
    PathCase("/byhand/lxc/lxc.payload.web", .container, .lxc, "web", .elsewhere),
    PathCase("/lxc/lxc.monitor.web", .other, nil, "lxc.monitor.web", .elsewhere),
    PathCase("/lxc/lxc.monitor.web-1", .other, nil, "lxc.monitor.web-1", .elsewhere),
    PathCase("/lxc/lxc.pivot", .other, nil, "lxc.pivot", .elsewhere),
    PathCase("/lxc.monitor/101", .other, nil, "lxc.monitor.101", .elsewhere),
    PathCase("/lxc.monitor/101/in", .other, nil, "lxc.monitor.101", .elsewhere, row: "/lxc.monitor/101"),
    PathCase("/lxc.monitor/\(Samples.idA)", .other, nil, "lxc.monitor.\(Samples.idA)", .elsewhere),
    PathCase("/byhand/lxc.monitor/101", .other, nil, "101", .elsewhere),
    PathCase("/byhand/lxc/101", .other, nil, "101", .elsewhere),
    PathCase("/qemu.slice/100.scope", .machine, .qemu, "100", .engineParent),
    PathCase("/qemu.slice/web.scope", .other, nil, "web.scope"),
    PathCase("/a.slice/qemu.slice/100.scope", .other, nil, "100.scope"),
  ]

  static let places = noUnits + elsewhere + bare + staticPods + nestedPods + inOneName + proxmox

  @Test(arguments: noUnits) func unitsAreBelowSlicesAlone(_ each: PathCase) throws {
    try each.check()
    #expect(PathPattern.propose(try Samples.path(each.path)).unit == nil)
  }
  @Test(arguments: elsewhere) func containersBelowDirectories(_ each: PathCase) throws {
    try each.check()
    #expect(PathPattern.propose(try Samples.path(each.path)).unit == nil)
  }
  @Test(arguments: bare) func bareIDs(_ each: PathCase) throws { try each.check() }
  @Test(arguments: staticPods) func podsOfAnyUID(_ each: PathCase) throws { try each.check() }
  @Test(arguments: nestedPods) func podsInContainers(_ each: PathCase) throws { try each.check() }
  @Test(arguments: inOneName) func slicesInNames(_ each: PathCase) throws { try each.check() }
  @Test(arguments: proxmox) func numbersOfProxmox(_ each: PathCase) throws { try each.check() }

  @Test func whereDockerIsAsked() throws {
    func perhaps(_ path: String) throws -> String? {
      PathPattern.propose(try Samples.path(path)).perhaps?.description
    }
    let task = "/ecs/task/\(Samples.idA)"
    #expect(try perhaps(task) == task)
    #expect(try perhaps("\(task)/in/\(Samples.idB)") == task)
    #expect(try perhaps("\(task)/docker/\(Samples.idB)") == task)
    #expect(try perhaps("/batch.slice/\(Samples.idA)") == "/batch.slice/\(Samples.idA)")
    #expect(try perhaps("/job/\(Samples.idA)/in") == "/job/\(Samples.idA)")
    let ofPod = "/kubepods/pod\(Samples.uid)/\(Samples.idA)"
    #expect(try perhaps(ofPod) == ofPod)
    for path in [
      "/user.slice/user-1000.slice/\(Samples.idA)", "\(Self.user)/x/\(Samples.idA)", "/docker/\(Samples.idA)",
      "/system.slice/a.service/x/\(Samples.idA)", "\(Self.kind)/x/\(Samples.idA)", "/libpod_parent/\(Samples.idA)",
      "/lxc/101/ns/\(Samples.idA)", "/ecs/task/\(Samples.idA)0",
    ] {
      #expect(try perhaps(path) == nil, "\(path)")
    }
  }
}
