#if os(Linux)
  import Foundation
  import JSON
  import Testing

  /// What the processes of an isolated adapter are, have and leave behind: `dragoman serve` as a process of its own.
  @Suite(
    "The processes of an isolated adapter", .serialized, .enabled(if: DoorLibrary.canCompile, "no C compiler (cc)"))
  struct AdapterProcessLifeTests {
    private let house: CommandLineHouse

    init() throws {
      house = try CommandLineHouse([
        SampleFile(
          name: "config/dragoman.yaml",
          text: """
            listen: 127.0.0.1:0
            adminListen: 127.0.0.1:0
            adapters: ["\(CommandLineHouse.root)/Plugins", ../wild]
            providers: providers
            limits: { requestsPerSecond: 100000, requestBurst: 100000, adapterProcesses: 1, adapterTime: 20s }

            """),
        SampleFile(
          name: "config/providers/caged.yaml",
          text: "provider: caged\nadapter: Wild\nisolation: process\nmapping: { extends: Wild }\n"),
      ])
      try WildLibrary.write(in: house.path("wild"))
    }

    private func served() async throws -> (host: ServingProcess, client: ScimClient, child: Int32) {
      let host = try ServingProcess(house, "serve")
      try await host.prints("info serving")
      let client = try await ScimClient(house, "caged")
      #expect(try await client.send("GET", "/Users").status == 200)
      return (host, client, try #require(ProcessTable.children(of: host.pid).first))
    }

    /// Waits until it holds.
    private func eventually(_ what: Comment, _ holds: () async throws -> Bool) async throws {
      for _ in 0..<1500 {
        if try await holds() { return }
        try await Task.sleep(for: .milliseconds(10))
      }
      Issue.record(what)
    }

    @Test("It has a socket, the library's file and nothing else: no secret, no variable, no file to write to")
    func small() async throws {
      let (host, client, child) = try await served()
      #expect(ProcessTable.words(child, "cmdline") == ["dragoman", "adapter-process"])
      #expect(ProcessTable.descriptors(child) == [0, 1, 2, 3])
      let names = ProcessTable.words(child, "environ").compactMap { $0.split(separator: "=").first.map(String.init) }
      #expect(Set(names).isSubset(of: ["LD_LIBRARY_PATH", "SWIFT_BACKTRACE"]), "\(names)")
      let limits = ProcessTable.words(child, "limits").joined()
      #expect(limits.contains(/Max core file size +0 +0/) && limits.contains(/Max file size +0 +0/))
      #expect(ProcessTable.words(child, "status").joined().contains("NoNewPrivs:\t1"))
      #expect(ProcessTable.group(of: child) == "\(child)", "a terminal's Ctrl-C reaches it")
      let memory = ProcessTable.words(child, "environ").joined() + ProcessTable.words(child, "cmdline").joined()
      #expect(!memory.contains(client.token))
      #expect(try await host.exit(SIGTERM) == 0)
      try await eventually("it outlives its host") { !ProcessTable.lives(child) }
    }

    @Test("However many end: none is left as a zombie, no descriptor is lost, and one that was idle costs no request")
    func ends() async throws {
      let (host, client, first) = try await served()
      let before = ProcessTable.descriptors(host.pid).count
      for _ in 0..<20 {
        #expect(try await client.send("GET", "/Users?x=trap").status == 500)
        #expect(try await client.send("GET", "/Users").status == 200)
      }
      try await eventually("zombies") { ProcessTable.zombies(of: host.pid) == 0 }
      let last = ProcessTable.children(of: host.pid)
      #expect(last.count == 1 && last != [first])
      try await eventually("descriptors are lost") { ProcessTable.descriptors(host.pid).count <= before + 5 }
      kill(try #require(last.first), SIGKILL)
      try await eventually("nobody took its end") {
        ProcessTable.children(of: host.pid).isEmpty && ProcessTable.zombies(of: host.pid) == 0
      }
      #expect(try await client.send("GET", "/Users").status == 200)
      let shown = await house.run("adapters", "show", "Wild")
      #expect(shown.code == 0 && shown.text.contains("isolation process"), "\(shown.text)")
      #expect(shown.text.contains(/caged +process +ok +21 +the adapter's process ended by signal 9/), "\(shown.text)")
      #expect(await house.run("provider", "status").text.contains("caged: 21 of its adapter's processes ended"))
      #expect(try await host.exit(SIGTERM) == 0)
    }

    @Test("Another configuration brings its own, and those before it end")
    func applied() async throws {
      let (host, client, first) = try await served()
      try house.write(
        SampleFile(
          name: "config/providers/caged.yaml",
          text:
            "provider: caged\nadapter: Wild\nisolation: process\nmapping: { extends: Wild }\nsettings: { userName: { onChange: follow } }\n"
        ))
      #expect(await house.run("apply").code == 0)
      try await eventually("the first lives on") { !ProcessTable.lives(first) }
      #expect(ProcessTable.children(of: host.pid).count == 1)
      #expect(try await client.send("GET", "/Users").status == 200)
      #expect(try await host.exit(SIGTERM) == 0)
    }

    @Test("A host that is killed takes along even one that spins")
    func killed() async throws {
      let (host, client, child) = try await served()
      let spinning = Task { try await client.send("GET", "/Users?x=spin").status }
      try await eventually("it doesn't spin") { ProcessTable.words(child, "stat").joined().contains(") R ") }
      #expect(try await host.exit(SIGKILL) == -SIGKILL)
      try await eventually("it outlives its host") { !ProcessTable.lives(child) }
      _ = try? await spinning.value
    }
  }
#endif
