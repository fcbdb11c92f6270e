using System.Text;
using NodeGc.Api.Nodes;
using NodeGc.Operator.Cluster;

namespace NodeGc.Operator.Tests.Cluster;

/// <summary>Which thresholds are read from a kubelet's configuration.</summary>
public sealed class KubeletConfigzTests
{
    private const string Defaults = """
        {"kubeletconfig":{"imageGCHighThresholdPercent":85,"imageGCLowThresholdPercent":80,
        "evictionHard":{"imagefs.available":"15%","memory.available":"100Mi","nodefs.available":"10%",
        "nodefs.inodesFree":"5%"}}}
        """;

    [Test]
    public void Reads_what_a_kubelet_says() =>
        Assert.That(
            Parse(Defaults),
            Is.EqualTo(
                new KubeletThresholds
                {
                    ImageGCHighThresholdPercent = 85,
                    EvictionDiskPercent = 85,
                    EvictionInodePercent = 95,
                }
            )
        );

    [Test]
    public void An_amount_of_bytes_is_not_compared() =>
        Assert.That(
            Parse("""{"kubeletconfig":{"evictionHard":{"nodefs.available":"1Gi","imagefs.available":"7.5%"}}}"""),
            Is.EqualTo(new KubeletThresholds { EvictionDiskPercent = 92 })
        );

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"kubeletconfig":1}""")]
    [TestCase("""{"kubeletconfig":{"evictionHard":{"nodefs.available":5}}}""")]
    public void What_is_not_understood_is_unknown(string body) => Assert.That(Parse(body).UnknownReason, Is.Not.Null);

    private static KubeletThresholds Parse(string body) => KubeletConfigz.Parse(Encoding.UTF8.GetBytes(body));
}
