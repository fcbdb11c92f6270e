using System.Text;
using Microsoft.AspNetCore.Http;
using NodeGc.Operator.Dashboard.Access;
using NodeGc.Operator.Dashboard.Serving;

namespace NodeGc.Dashboard.Tests.Access;

internal sealed class BearerTokensTests
{
    [TestCase("Bearer abc", "abc")]
    [TestCase("bearer   abc ", "abc")]
    [TestCase("Bearer", null)]
    [TestCase("Bearer  ", null)]
    [TestCase("Negotiate abc", null)]
    [TestCase("Basic abc", null)]
    [TestCase("", null)]
    [TestCase(null, null)]
    public void A_bearer_token_is_found(string? header, string? token) =>
        Assert.That(BearerTokens.Find(header), Is.EqualTo(token));

    [TestCase("any:abc", "abc")]
    [TestCase(":a:b", "a:b")]
    [TestCase("any:", null)]
    [TestCase("nothing", null)]
    public void The_password_of_a_browser_is_the_token(string credentials, string? token) =>
        Assert.That(
            BearerTokens.Find("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))),
            Is.EqualTo(token)
        );

    [Test]
    public void A_header_that_is_no_token_at_all_is_not_sent_on() =>
        Assert.That(BearerTokens.Find("Bearer " + new string('a', 17 * 1024)), Is.Null);

    [TestCase("localhost", true)]
    [TestCase("LOCALHOST:80", true)]
    [TestCase("127.0.0.1:8082", true)]
    [TestCase("127.9.9.9", true)]
    [TestCase("[::1]:8082", true)]
    [TestCase("", false)]
    [TestCase("localhost.evil.example", false)]
    [TestCase("127.0.0.1.evil.example", false)]
    [TestCase("192.0.2.1", false)]
    public void Only_names_of_this_machine_are_local(string host, bool isLocal) =>
        Assert.That(HostNames.IsLocal(new HostString(host)), Is.EqualTo(isLocal));
}
