#if Service
  internal import ControlGroups
  internal import NIOSSL

  /// TLS as the web configuration says.
  enum TlsContext {
    static func make(
      _ tls: WebConfig.Tls, certificate: [UInt8], key: [UInt8], authority: [UInt8]?
    ) throws(ConfigFault) -> NIOSSLContext {
      let (certificateName, keyName) = (tls.certificate.called("cert"), tls.key.called("key"))
      let chain = try certificates(certificate, certificateName)
      let secret: NIOSSLPrivateKey
      do { secret = try NIOSSLPrivateKey(bytes: key, format: .pem) } catch {
        throw ConfigFault(nil, "\(keyName) holds no private key in PEM without a password")
      }
      var config = TLSConfiguration.makeServerConfiguration(
        certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(secret))
      config.minimumTLSVersion = version(tls.least)
      config.maximumTLSVersion = version(tls.most)
      config.applicationProtocols = ["http/1.1"]
      if let authority, let given = tls.authority {
        config.trustRoots = .certificates(try certificates(authority, given.called("client_ca")))
      }
      switch tls.clientAuth {
      case .none: config.certificateVerification = .none
      case .ifGiven: config.certificateVerification = .optionalVerification
      case .required: config.certificateVerification = .noHostnameVerification
      }
      do { return try NIOSSLContext(configuration: config) } catch {
        let why = ByteText("\(error)")
        throw ConfigFault(nil, "no TLS by \(certificateName) and \(keyName), which may not fit each other: \(why)")
      }
    }

    private static func certificates(_ pem: [UInt8], _ name: String) throws(ConfigFault) -> [NIOSSLCertificate] {
      do {
        let found = try NIOSSLCertificate.fromPEMBytes(pem)
        if !found.isEmpty { return found }
      } catch {}
      throw ConfigFault(nil, "\(name) holds no certificate in PEM")
    }

    private static func version(_ version: WebConfig.Version) -> TLSVersion {
      switch version {
      case .tls10: .tlsv1
      case .tls11: .tlsv11
      case .tls12: .tlsv12
      case .tls13: .tlsv13
      }
    }
  }
#endif
