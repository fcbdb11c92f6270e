using NodeGc.Testing.ApiServer.Tables;

namespace NodeGc.Testing.Tests.InProcess;

internal sealed class AgesTests
{
    [TestCase(0, "0s")]
    [TestCase(119, "119s")]
    [TestCase(120, "2m")]
    [TestCase(310, "5m10s")]
    [TestCase(600, "10m")]
    [TestCase(3 * 3600 + 60, "3h1m")]
    [TestCase(9 * 3600, "9h")]
    [TestCase(50 * 3600, "2d2h")]
    [TestCase(9 * 86400, "9d")]
    [TestCase(800 * 86400, "2y70d")]
    public void Shows_time_that_has_passed_as_kubectl_does(int seconds, string expected) =>
        Assert.That(Ages.Show(TimeSpan.FromSeconds(seconds)), Is.EqualTo(expected));
}
