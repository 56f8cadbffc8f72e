#if Service
  import Foundation

  @testable import ExporterService

  /// A container as a file of Packaging declares it.
  struct ShippedContainer {
    /// Packaging; a bundle that runs elsewhere (in the VM) has none.
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Packaging")
    static var isHere: Bool { FileManager.default.fileExists(atPath: folder.path) }

    struct Mount: Equatable {
      var source: String?
      var target: String?
      var isReadOnly = false
    }

    var arguments: [String] = []
    var mounts: [Mount] = []
    /// Ports that are open to others.
    var ports: [String] = []
    var user: String?
    var dropped: [String] = []
    var seesProcesses = false
    var isReadOnly = false
    var gainsNothing = false
    /// Paths and ports that are asked whether it is well.
    var probes: [(path: String?, port: String?)] = []

    static func compose(_ text: String) throws -> ShippedContainer? {
      guard let service = try documents(text).first?["services"]?["weir-exporter"] else { return nil }
      var out = ShippedContainer()
      out.arguments = service["command"]?.texts ?? []
      out.mounts = (service["volumes"]?.items ?? []).map {
        Mount(source: $0["source"]?.text, target: $0["target"]?.text, isReadOnly: $0["read_only"]?.text == "true")
      }
      out.ports = (service["ports"]?.texts ?? []).map { String($0.split(separator: ":").last ?? "") }
      out.user = service["user"]?.text
      out.dropped = service["cap_drop"]?.texts ?? []
      out.seesProcesses = service["pid"]?.text == "host"
      out.isReadOnly = service["read_only"]?.text == "true"
      out.gainsNothing =
        service["security_opt"]?.texts == ["no-new-privileges:true"] && service["privileged"] == nil
        && service["cap_add"] == nil
      return out
    }

    static func daemonSet(_ text: String) throws -> ShippedContainer? {
      let kinds = try documents(text)
      guard let pod = kinds.first(where: { $0["kind"]?.text == "DaemonSet" })?["spec"]?["template"]?["spec"],
        let container = pod["containers"]?.items.first
      else { return nil }
      var out = ShippedContainer()
      out.arguments = container["args"]?.texts ?? []
      out.mounts = (container["volumeMounts"]?.items ?? []).map { mount in
        let volume = pod["volumes"]?.items.first { $0["name"]?.text == mount["name"]?.text }
        return Mount(
          source: volume?["hostPath"]?["path"]?.text, target: mount["mountPath"]?.text,
          isReadOnly: mount["readOnly"]?.text == "true")
      }
      let ports = container["ports"]?.items ?? []
      out.ports = ports.compactMap { $0["containerPort"]?.text }
      let security = container["securityContext"]
      out.user = security?["runAsUser"]?.text
      out.dropped = security?["capabilities"]?["drop"]?.texts ?? []
      out.seesProcesses = pod["hostPID"]?.text == "true"
      out.isReadOnly = security?["readOnlyRootFilesystem"]?.text == "true"
      out.gainsNothing =
        security?["allowPrivilegeEscalation"]?.text == "false" && security?["privileged"] == nil
        && security?["capabilities"]?["add"] == nil
      out.probes = ["readinessProbe", "livenessProbe"].compactMap { container[$0]?["httpGet"] }.map { probe in
        let named = ports.first { $0["name"]?.text == probe["port"]?.text }
        return (probe["path"]?.text, named?["containerPort"]?.text ?? probe["port"]?.text)
      }
      return out
    }

    /// What the image does where nothing else is said.
    static func image(_ text: String) throws -> [String] {
      let command = text.split(separator: "\n").last { $0.hasPrefix("CMD ") }.map { $0.dropFirst(4) } ?? ""
      return try YamlNode.parse(Array(command.utf8))?.texts ?? []
    }

    private static func documents(_ text: String) throws -> [YamlNode] {
      try text.components(separatedBy: "\n---\n").compactMap { try YamlNode.parse(Array($0.utf8)) }
    }
  }

  extension YamlNode {
    fileprivate subscript(key: String) -> YamlNode? {
      guard case .map(let entries) = content else { return nil }
      return entries.first { $0.key == key }?.value
    }
    fileprivate var text: String? { if case .scalar(let text) = content { text } else { nil } }
    fileprivate var items: [YamlNode] { if case .list(let items) = content { items } else { [] } }
    fileprivate var texts: [String] { items.compactMap(\.text) }
  }
#endif
