import Testing

@testable import Directory

@Suite struct ProviderNameTests {
  @Test(arguments: ["contoso-entra", "a", "0", "9-", String(repeating: "a", count: 63)])
  func takes(_ text: String) {
    #expect(ProviderName(text)?.description == text)
    #expect(ProviderName.reading(text)?.description == text)
  }

  @Test(arguments: [
    "", "-a", "A", "contoso_entra", "contoso.entra", "a b", "é", "a\u{0}", "a\n", "a/b",
    String(repeating: "a", count: 64),
  ])
  func refuses(_ text: String) {
    #expect(ProviderName(text) == nil)
    #expect(ProviderName.reading(text) == nil)
  }

  @Test func hostIsReserved() {
    #expect(ProviderName("host") == nil)
    #expect(ProviderName.reading("host") == .host)
    #expect(ProviderIdentity.host.name == .host)
    #expect(ProviderIdentity.host.idp == "Dragoman")
  }

  @Test func ordersByBytes() throws {
    let names = try ["b", "a-b", "a", "0"].map { try #require(ProviderName($0)) }
    #expect(names.sorted().map(\.description) == ["0", "a", "a-b", "b"])
  }
}
