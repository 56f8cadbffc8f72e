import ContainerIdentity

extension Samples {
  /// config.v2.json as docker 26.1 writes it, cut to what matters and a neighbourhood of it.
  static func dockerConfig(name: String, labels: String = "{}") -> String {
    #"{"StreamConfig":{},"State":{"Running":true,"Pid":786,"Health":null},"ID":"x","Args":["Name","/no"],"#
      + #""Config":{"Hostname":"855cd5bba4b0","Env":null,"Image":"bb:1","Volumes":null,"Labels":\#(labels)},"#
      + #""Image":"sha256:b8033a","Networks":{"none":{"Name":"/no"}},"Name":"/\#(name)","Driver":"overlay2"}"#
  }

  /// hostconfig.json as docker 26.1 writes it, cut in the same way.
  static func hostConfig(parent: String) -> String {
    #"{"Binds":null,"NetworkMode":"none","LogConfig":{"CgroupParent":"/no"},"Cgroup":"","CgroupParent":"\#(parent)"}"#
  }

  /// containers.json as podman 5 writes it.
  static func storage(_ containers: [(id: String, name: String)]) -> String {
    let entries = containers.map { id, name in
      #"{"id":"\#(id)","names":["\#(name)"],"image":"cdcb","layer":"03a5","metadata":"#
        + #""{\"image-name\":\"localhost/bb:1\",\"image-id\":\"cdcb\",\"name\":\"\#(name)\",\"created-at\":1}","#
        + #""created":"2026-11-23T21:02:50Z","flags":{"MountLabel":""}}"#
    }
    return "[\(entries.joined(separator: ","))]"
  }

  static let passwd = """
    root:x:0:0:root:/root:/bin/bash
    broken line
    alice:x:1000:1000::/home/alice:/bin/bash
    alice2:x:1000:1000::/elsewhere:/bin/bash
    bob:x:1001:1001:Bob,,,:/home/bob:/bin/sh

    """

  /// A machine with root's docker and podman and alice's podman, users known.
  static func files() -> MemoryStateFiles {
    let files = MemoryStateFiles()
    files.put("/etc/passwd", passwd)
    files.put(
      "/var/lib/docker/containers/\(idA)/config.v2.json",
      dockerConfig(
        name: "web", labels: #"{"com.docker.compose.service":"web","com.docker.compose.project":"shop"}"#))
    files.put(
      "/var/lib/containers/storage/overlay-containers/containers.json", storage([(idB, "db"), (id("5"), "inpod")]))
    files.put(
      "/home/alice/.local/share/containers/storage/overlay-containers/containers.json", storage([(id("7"), "ci")]),
      owner: 1000)
    return files
  }
}
