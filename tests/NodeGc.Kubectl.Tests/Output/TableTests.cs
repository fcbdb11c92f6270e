using NodeGc.Kubectl.Output;

namespace NodeGc.Kubectl.Tests.Output;

internal sealed class TableTests
{
    private static readonly Table Pods = new(
        [new("NAME"), new("READY"), new("IP", IsWide: true), new("AGE")],
        [
            ["web-5d4f8c7b9-x2x7k", "1/1", "10.0.0.7", "3d"],
            ["db", null, "", "45s"],
        ]
    );

    /// <summary>Byte by byte what kubectl prints of such pods.</summary>
    [Test]
    public void Is_laid_out_as_kubectl_does() =>
        Assert.That(
            Pods.ToLines(isWide: false, hasHeadings: true),
            Is.EqualTo(
                new[]
                {
                    "NAME                  READY    AGE",
                    "web-5d4f8c7b9-x2x7k   1/1      3d",
                    "db                    <none>   45s",
                }
            )
        );

    [Test]
    public void Shows_wide_columns_only_if_asked() =>
        Assert.That(
            Pods.ToLines(isWide: true, hasHeadings: true).Last(),
            Is.EqualTo("db                    <none>   <none>     45s")
        );

    [Test]
    public void Has_no_headings_with_no_headers() =>
        Assert.That(
            Pods.ToLines(isWide: false, hasHeadings: false).First(),
            Is.EqualTo("web-5d4f8c7b9-x2x7k   1/1      3d")
        );

    [Test]
    public void Names_do_not_control_the_terminal() => Assert.That(new Table(
                [new("NAME")],
                [
                    ["a\e[2Jb\nc"],
                ]
            ).ToLines(isWide: false, hasHeadings: false).Single(), Is.EqualTo("a\uFFFD[2Jb\uFFFDc"));
}
