#if Service
  import ControlGroups
  import Foundation
  import Synchronization
  import Testing

  @testable import ExporterCommands
  @testable import ExporterService

  /// A server in this process, on a port of the loopback interface that was free.
  struct RunningServer: Sendable {
    let port: Int
    private let task: Task<Void, any Error>

    init(_ service: ExporterService) async throws {
      let (ports, found) = AsyncStream.makeStream(of: Int.self)
      task = Task {
        defer { found.finish() }
        try await service.run(bySignals: false) { addresses in
          found.yield(addresses.first.flatMap { Int($0.split(separator: ":").last ?? "") } ?? 0)
        }
      }
      var iterator = ports.makeAsyncIterator()
      guard let port = await iterator.next() else {
        try await task.value
        throw RawClient.Failure()
      }
      self.port = port
    }

    /// Ends it, and waits until it has.
    func end() async {
      task.cancel()
      _ = await task.result
    }

    /// Runs a body against the server of a command line.
    static func serving(
      _ arguments: [String], _ change: (inout ConnectionLimits) -> Void = { _ in },
      _ body: (RunningServer) async throws -> Void
    ) async throws {
      var limits = ConnectionLimits()
      change(&limits)
      let service = try ExporterCommand.service(
        of: ["--web.listen-address", "127.0.0.1:0", "--log.level", "error"] + arguments, limits: limits)
      try await serving(service, body)
    }

    static func serving(_ service: ExporterService, _ body: (RunningServer) async throws -> Void) async throws {
      let server = try await RunningServer(service)
      do { try await body(server) } catch {
        await server.end()
        throw error
      }
      await server.end()
    }

    /// One request on a connection of its own.
    func get(_ path: String, _ method: String = "GET", _ fields: String = "") async throws -> RawAnswer {
      let request = "\(method) \(path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\(fields)\r\n"
      return try RawAnswer.all(try await RawClient.exchange(port, Array(request.utf8)), isHead: method == "HEAD")[0]
    }
  }

  /// An answer as its bytes say.
  struct RawAnswer: Sendable {
    var status = 0
    var fields: [String: String] = [:]
    var body: [UInt8] = []
    var text: String { String(decoding: body, as: UTF8.self) }

    /// Every answer that some bytes hold, one behind the other: each must be whole.
    static func all(_ bytes: [UInt8], isHead: Bool = false) throws -> [RawAnswer] {
      var out: [RawAnswer] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        let blank = try #require(rest.firstRange(of: Array("\r\n\r\n".utf8)))
        let lines = String(decoding: rest[..<blank.lowerBound], as: UTF8.self).split(separator: "\r\n")
        var answer = RawAnswer()
        answer.status = try #require(Int(lines[0].split(separator: " ")[1]))
        for line in lines.dropFirst() {
          let parts = line.split(separator: ":", maxSplits: 1)
          answer.fields[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
        }
        let length = isHead ? 0 : try #require(answer.fields["content-length"].flatMap { Int($0) })
        let body = rest[blank.upperBound...].prefix(length)
        try #require(body.count == length, "an answer is cut")
        answer.body = Array(body)
        rest = rest[body.endIndex...]
        out.append(answer)
      }
      try #require(!out.isEmpty, "no answer")
      return out
    }
  }

  /// The fixture's tree, unpacked while a body runs.
  enum Fixture {
    private static let tests =
      ProcessInfo.processInfo.environment["WEIR_TESTS"].map { URL(filePath: $0, directoryHint: .isDirectory) }
      ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func unpacked(_ body: (String) async throws -> Void) async throws {
      let place = URL.temporaryDirectory.appending(path: "weir-serve-\(UUID().uuidString)", directoryHint: .isDirectory)
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: place) }
      let archive = tests.appending(path: "Fixtures/debian13-linux6.12-systemd257.tar.xz").path
      try #require(run("tar", ["-xJf", archive, "-C", place.path]).status == 0)
      try await body(place.path)
    }

    /// Runs a program with some standard input.
    static func run(_ program: String, _ arguments: [String], input: [UInt8] = []) throws -> (
      status: Int32, output: [UInt8]
    ) {
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = [program] + arguments
      let given = URL.temporaryDirectory.appending(path: "weir-input-\(UUID().uuidString)")
      try Data(input).write(to: given)
      defer { try? FileManager.default.removeItem(at: given) }
      let output = Pipe()
      process.standardInput = try FileHandle(forReadingFrom: given)
      process.standardOutput = output
      try process.run()
      let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      return (process.terminationStatus, Array(bytes))
    }
  }
#endif
