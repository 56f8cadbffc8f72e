#if Service
  import ControlGroups
  import Logging
  import Testing

  @testable import ExporterService

  /// What is said where nothing can be listened on.
  struct ListenFailureTests {
    @Test(arguments: [
      (98, 9100, "the address is in use"), (99, 9100, "no interface here has that address"),
      (13, 80, "ports below 1024 need CAP_NET_BIND_SERVICE"), (13, 9100, "permission denied (EACCES)"),
      (97, 9100, "this machine has no addresses of that kind"), (24, 9100, "too many open files (EMFILE)"),
    ])
    func anErrnoHasWords(_ code: Int32, _ port: Int, _ words: String) {
      let place = Listener.Place.address(ListenAddress(host: "127.0.0.1", port: port))
      #expect(ListenFailure.reason(ErrorNumber(rawValue: code), at: place) == words)
    }

    private func service(_ host: String, _ port: Int) -> ExporterService {
      var options = ServiceOptions()
      options.addresses = [ListenAddress(host: host, port: port)]
      options.logLevel = .critical
      return ExporterService(options) { nil }
    }

    /// The line of a service that cannot listen.
    private func line(_ host: String, _ port: Int) async -> String? {
      let failure = await #expect(throws: ServiceFailure.self) {
        try await RunningServer.serving(service(host, port)) { _ in }
      }
      return failure?.line
    }

    @Test func aPortThatIsTaken() async throws {
      try await RunningServer.serving(service("127.0.0.1", 0)) { first in
        let port = first.port
        let said = await line("127.0.0.1", port)
        #expect(
          said == "cannot listen on 127.0.0.1:\(port): the address is in use; say another --web.listen-address")
      }
    }

    /// 192.0.2.0/24 is for documents (RFC 5737); a name with an empty part is asked of nobody.
    @Test func anAddressThatIsNotHere() async {
      let foreign = await line("192.0.2.1", 9100)
      #expect(foreign?.contains("192.0.2.1:9100: no interface here has that address;") == true)
      let nameless = await line("a..b", 9100)
      #expect(nameless?.hasPrefix("cannot listen on a..b:9100: no host is known by that name (") == true)
      #expect(nameless?.contains("Error") == false)
    }
  }
#endif
