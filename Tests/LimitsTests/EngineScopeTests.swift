import ControlGroups
import Testing

@testable import Limits

struct EngineScopeTests {
  static let id = String(repeating: "3f", count: 32)

  private static func scope(_ path: String) throws -> EngineScope {
    let path = try #require(GroupPath(path))
    return try #require(EngineScope(path))
  }

  @Test func readsThePathAlone() throws {
    let docker = try Self.scope("/system.slice/docker-\(Self.id).scope")
    #expect(docker.engine == .docker && docker.id == Self.id)
    let podman = try Self.scope("/machine.slice/libpod-\(Self.id).scope/container")
    #expect(podman.engine == .podman)
    let pod = try Self.scope("/kubepods.slice/kubepods-burstable.slice")
    #expect(pod.engine == .kubernetes)
  }

  /// A kubelet with a root of its own, as in kind's node, which is a container itself; and docker below a kubelet.
  @Test(arguments: [
    "/kubelet.slice/kubelet-kubepods.slice",
    "/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-burstable.slice/cri-containerd-\(id).scope",
    "/system.slice/docker-\(id).scope/kubelet.slice/kubelet-kubepods.slice/cri-containerd-\(id).scope",
    "/kubelet/kubepods/burstable/pod1/\(id)",
    "/kubepods.slice/kubepods-pod1.slice/docker-\(id).scope",
    "/kubepods.slice/kubepods-pod1.slice/cri-containerd-\(id).scope/system.slice/docker-\(id).scope",
  ])
  func theKubeletKeepsWhatIsBelowIt(_ path: String) throws {
    let scope = try Self.scope(path)
    #expect(scope.engine == .kubernetes && scope.lastingCommand(file: "memory.max", text: "1") == nil)
  }

  /// What would limit the whole container is no way to keep the limit of a group within it, and this machine's docker does
  /// not know another's containers.
  @Test(arguments: [
    "/system.slice/docker-\(id).scope/system.slice/nginx.service",
    "/system.slice/docker-\(id).scope/system.slice/docker-\(id).scope",
    "/machine.slice/libpod-\(id).scope/container/app", "/docker/\(id)/app",
    "/lxc/101/ns/system.slice/docker-\(id).scope", "/lxc/101/ns/docker/\(id)",
  ])
  func onlyTheWholeContainerIsUpdated(_ path: String) throws {
    let scope = try Self.scope(path)
    #expect(!scope.isWhole && scope.lastingCommand(file: "memory.max", text: "536870912") == nil)
  }

  @Test func aScopeAndItsInnerGroupAreTheWholeContainer() throws {
    let podman = try Self.scope("/machine.slice/libpod-\(Self.id).scope/container")
    #expect(podman.lastingCommand(file: "pids.max", text: "50") == "podman update --pids-limit 50 3f3f3f3f3f3f")
    let rootless = try Self.scope("/user.slice/user-1000.slice/user@1000.service/user.slice/docker-\(Self.id).scope")
    #expect(rootless.isWhole)
    #expect(try Self.scope("/docker/\(Self.id)").lastingCommand(file: "pids.max", text: "9") != nil)
    #expect(try Self.scope("/libpod_parent/libpod-\(Self.id)").engine == .podman)
    let nested = try Self.scope("/system.slice/docker-\(Self.id).scope/system.slice/docker-\(Self.id).scope")
    #expect(nested.scope.components.count == 4)
  }

  @Test(arguments: [
    "/system.slice/ssh.service", "/machine.slice/libpod-conmon-\(id).scope", "/docker-abc.scope", "/", "/other/\(id)",
  ])
  func isNothingElse(_ path: String) throws {
    let path = try #require(GroupPath(path))
    #expect(EngineScope(path) == nil)
  }
}
