import ContainerIdentity
import ControlGroups
import Testing

/// Kubernetes' runtimes, nerdctl, LXC and machines, by state as their sources write it.
struct OtherEnginesTests {
  static let pod =
    "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod\(Samples.uidInSlice).slice"
  static let task = "/run/containerd/io.containerd.runtime.v2.task"

  static func cri(name: String?, type: String = "container") -> String {
    let container = name.map { #""io.kubernetes.cri.container-name":"\#($0)","# } ?? ""
    return #"{"ociVersion":"1.1.0","process":{"args":["x"],"annotations":{"io.kubernetes.cri.container-name":"no"}},"#
      + #""annotations":{\#(container)"io.kubernetes.cri.container-type":"\#(type)","#
      + #""io.kubernetes.cri.sandbox-name":"pod-1","io.kubernetes.cri.sandbox-namespace":"shop","#
      + #""io.kubernetes.cri.image-name":"docker.io/library/nginx:1.27"},"linux":{}}"#
  }

  @Test func containerdNamesPodAndContainer() throws {
    let files = MemoryStateFiles()
    files.put("\(Self.task)/k8s.io/\(Samples.idA)/config.json", Self.cri(name: "web"))
    files.put("\(Self.task)/k8s.io/\(Samples.idB)/config.json", Self.cri(name: nil, type: "sandbox"))
    let found = try IdentityResolverTests.identify("\(Self.pod)/cri-containerd-\(Samples.idA).scope", files).identity
    #expect(found.target == "k8s:shop/pod-1/web")
    #expect(found.image == "docker.io/library/nginx:1.27")
    #expect(!found.isGuess)
    let pause = try IdentityResolverTests.identify("\(Self.pod)/cri-containerd-\(Samples.idB).scope", files).identity
    #expect(pause.target == "k8s:shop/pod-1/pause")
  }

  @Test func withoutStateThePathStillTellsThePod() throws {
    let found = try IdentityResolverTests.identify(
      "\(Self.pod)/cri-containerd-\(Samples.idA).scope", MemoryStateFiles()
    ).identity
    #expect(found.target == ByteText("containerd:\(Samples.idA.prefix(12))"))
    #expect(found.pod == ByteText(Samples.uid))
    #expect(found.isGuess)
  }

  @Test func crioIsNamedByAnnotationsOrItsStore() throws {
    let files = MemoryStateFiles()
    let storage = "/var/lib/containers/storage/overlay-containers"
    files.put(
      "\(storage)/\(Samples.idA)/userdata/config.json",
      #"{"annotations":{"io.kubernetes.container.name":"api","io.kubernetes.pod.name":"p","#
        + #""io.kubernetes.pod.namespace":"ns","io.kubernetes.cri-o.ContainerType":"container"}}"#)
    files.put(
      "\(storage)/containers.json",
      #"[{"id":"\#(Samples.idB)","names":["k8s_api_p_ns_uid_0"],"metadata":"{\"pod-name\":\"q\",\"namespace\":\"ns\","#
        + #"\"metadata-name\":\"job\",\"image-name\":\"img\"}"}]"#)
    let first = try IdentityResolverTests.identify("\(Self.pod)/crio-\(Samples.idA).scope", files).identity
    #expect(first.target == "k8s:ns/p/api")
    let second = try IdentityResolverTests.identify("\(Self.pod)/crio-\(Samples.idB).scope", files).identity
    #expect(second.target == "k8s:ns/q/job")
    #expect(second.image == "img")
  }

  @Test func nerdctlIsNamedByItsAnnotation() throws {
    let files = MemoryStateFiles()
    files.put("\(Self.task)/default/\(Samples.idA)/config.json", #"{"annotations":{"nerdctl/name":"web"}}"#)
    let found = try IdentityResolverTests.identify("/system.slice/nerdctl-\(Samples.idA).scope", files).identity
    #expect(found.target == "nerdctl:web")
    #expect(found.namespace == "default")
    let plain = try IdentityResolverTests.identify("/default/\(Samples.idA)", files).identity
    #expect(plain.target == "containerd:web")
  }

  @Test func lxcAndIncusAreToldApartByTheirConfiguration() throws {
    let files = MemoryStateFiles()
    let guess = try IdentityResolverTests.identify("/lxc.payload.web", files).identity
    #expect(guess.target == "lxc:web")
    #expect(guess.isGuess)
    files.put("/run/incus/web/lxc.conf", "")
    #expect(try IdentityResolverTests.identify("/lxc.payload.web", files).identity.target == "incus:web")
    files.put("/var/lib/lxc/web/config", "")
    let lxc = try IdentityResolverTests.identify("/lxc.payload.web", files, owners: ["/lxc.payload.web": 100_000])
    #expect(lxc.identity.target == "lxc:web")
    #expect(!lxc.identity.isGuess)
  }

  @Test func machinesAreWhatMachinedSays() throws {
    let files = MemoryStateFiles()
    files.put(
      "/run/systemd/machines/box-1", "NAME=box-1\nSCOPE=machine-box\\\\x2d1.scope\nSERVICE=systemd-nspawn\nID=77df\n")
    files.put("/run/systemd/machines/bare", "NAME=bare\nSCOPE=bare.scope\nID=1\n")
    files.put("/run/systemd/machines/other", "NAME=other\nSCOPE=elsewhere.scope\nID=1\n")
    files.put(
      "/run/systemd/machines/qemu-2-vm",
      "NAME=qemu-2-vm\nSCOPE=machine-qemu\\\\x2d2\\\\x2dvm.scope\nSERVICE=libvirt-qemu\nID=2\n")
    func machine(_ unit: String) throws -> Identity {
      try IdentityResolverTests.identify("/machine.slice/\(unit)", files).identity
    }
    let nspawn = try machine(#"machine-box\x2d1.scope"#)
    #expect(nspawn.target == "machine:box-1")
    #expect(nspawn.engine == .nspawn)
    #expect(nspawn.id == "77df")
    #expect(try machine("bare.scope").target == "machine:bare")
    #expect(try machine("unknown.scope").kind == .other)
    #expect(try machine("unknown.scope").target == "unknown.scope")
    #expect(try machine("other.scope").kind == .other)
    let libvirt = try machine(#"machine-qemu\x2d2\x2dvm.scope"#)
    #expect(libvirt.target == "machine:vm")
    #expect(libvirt.engine == .libvirt)
    #expect(!libvirt.isGuess)
    #expect(try machine("machine-gone.scope").isGuess)
  }
}
