#if Service
  internal import ControlGroups
  internal import HTTPTypes
  internal import Logging
  internal import NIOSSL
  internal import ServiceLifecycle
  internal import Synchronization

  /// The web configuration in force: read again when a file of it has changed, and taken whole or not at all.
  ///
  /// A file that is broken while the exporter runs changes nothing: what was in force stays, and the log says why. (A
  /// certificate and its key are two files, so that each rotation passes through a pair that does not match.)
  final class WebConfigKeeper: Service {
    /// What is in force.
    struct Current: Sendable {
      /// Nil for plain HTTP.
      var tls: NIOSSLContext?
      var users: [String: String] = [:]
      var headers: [(name: HTTPField.Name, value: String)] = []
    }

    /// The bytes that all was made of: equal bytes make the same.
    private typealias Files = [String: [UInt8]]

    private struct State {
      var current: Current
      var files: Files
      /// Of which it is told already that they are broken.
      var refused: Files?
    }

    private let path: String
    private let logger: Logger
    /// Why passwords cannot be checked; nil where they can.
    private let lack: @Sendable () -> String?
    private let state: Mutex<State>

    /// Reads the file; throws one line where it cannot be used.
    init(
      _ path: String, _ logger: Logger, lack: @escaping @Sendable () -> String? = BasicAuth.lack
    ) throws(ServiceFailure) {
      self.path = path
      self.logger = logger
      self.lack = lack
      var files: Files = [:]
      do throws(ConfigFault) {
        let current = try Self.read(path, &files, lack)
        state = Mutex(State(current: current, files: files))
      } catch {
        throw ServiceFailure(line: "--web.config.file: \(Self.line(path, error))")
      }
    }

    var current: Current { state.withLock { $0.current } }

    /// Looks once a second, until it is told to end.
    func run() async throws {
      try? await cancelWhenGracefulShutdown {
        while true {
          try await Task.sleep(for: .seconds(1))
          self.look()
        }
      }
    }

    /// Reads it anew if it has changed.
    func look() {
      let (known, refused) = state.withLock { ($0.files, $0.refused) }
      if known == Self.contents(known.keys) { return }
      var files: Files = [:]
      do throws(ConfigFault) {
        let current = try Self.read(path, &files, lack)
        state.withLock { $0 = State(current: current, files: files) }
        logger.info("web configuration read anew", metadata: ["file": "\(ByteText(path))"])
      } catch {
        guard refused != files else { return }
        state.withLock { $0.refused = files }
        logger.error("web configuration kept as it was", metadata: ["error": "\(Self.line(path, error))"])
      }
    }

    private static func line(_ path: String, _ fault: ConfigFault) -> String {
      "\(ByteText(path))\(fault.line.map { ":\($0)" } ?? ""): \(fault.what)"
    }

    private static func contents(_ paths: some Sequence<String>) -> Files {
      var out: Files = [:]
      for path in paths { out[path] = (try? LinuxCalls.shared.contents(ofPlain: Array(path.utf8) + [0])) ?? [] }
      return out
    }

    /// - Parameter files: takes in each file that is read.
    private static func read(
      _ path: String, _ files: inout Files, _ lack: () -> String?
    ) throws(ConfigFault) -> Current {
      func bytes(_ path: String) throws(ConfigFault) -> [UInt8] {
        do throws(ErrorNumber) {
          let bytes = try LinuxCalls.shared.contents(ofPlain: Array(path.utf8) + [0])
          files[path] = bytes
          return bytes
        } catch {
          files[path] = []
          throw ConfigFault(nil, "cannot read \(ByteText(path)): \(error)")
        }
      }
      func pem(_ pem: WebConfig.Pem) throws(ConfigFault) -> [UInt8] {
        switch pem {
        case .file(let path): try bytes(path)
        case .text(let text): Array(text.utf8)
        }
      }
      let folder = path.contains("/") ? path[..<(path.lastIndex(of: "/") ?? path.startIndex)] : "."
      let config = try WebConfig(bytes(path), folder: String(folder))
      if !config.users.isEmpty, let lack = lack() { throw ConfigFault(nil, "basic_auth_users: \(lack)") }
      var current = Current()
      current.users = config.users
      current.headers = config.headers.compactMap { header in HTTPField.Name(header.name).map { ($0, header.value) } }
      if let tls = config.tls {
        var authority: [UInt8]?
        if let given = tls.authority { authority = try pem(given) }
        current.tls = try TlsContext.make(
          tls, certificate: try pem(tls.certificate), key: try pem(tls.key), authority: authority)
      }
      return current
    }
  }
#endif
