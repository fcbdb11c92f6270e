using NodeGc.Agent.Explanations;

namespace NodeGc.Agent.Tests;

internal sealed class DataRootPathTests
{
    private DirectoryInfo folder = null!;

    [SetUp]
    public void Make()
    {
        folder = Directory.CreateTempSubdirectory("nodegc-paths-");
        Directory.CreateDirectory(At("real/data/overlay2/4df0/diff/bin"));
        Directory.CreateSymbolicLink(At("linked"), At("real/data"));
        Directory.CreateSymbolicLink(At("parent"), At("real"));
        File.CreateSymbolicLink(At("real/data/overlay2/4df0/diff/bin/sh"), "/bin/busybox");
        Directory.CreateSymbolicLink(At("shortcut"), "real/data/overlay2/4df0");
    }

    [TearDown]
    public void Remove() => folder.Delete(recursive: true);

    [TestCase("real/data", "real/data/overlay2/4df0", "overlay2/4df0")]
    [TestCase("real/data", "real/data/overlay2/../overlay2/4df0/", "overlay2/4df0")]
    [TestCase("linked", "real/data/overlay2/4df0", "overlay2/4df0")]
    [TestCase("real/data", "linked/overlay2/4df0", "overlay2/4df0")]
    [TestCase("linked", "parent/data/overlay2/4df0", "overlay2/4df0")]
    [TestCase("real/data", "shortcut/diff", "overlay2/4df0/diff")]
    [TestCase(
        "real/data",
        "real/data/overlay2/4df0/diff/bin/sh",
        "overlay2/4df0/diff/bin/sh",
        Description = "a link in a layer is the layer's"
    )]
    [TestCase("real/data", "real/data/overlay2/gone/diff", "overlay2/gone/diff")]
    [TestCase("real/data", "real/data", "")]
    [TestCase("real/data", "real", null)]
    [TestCase("real/data", "real/data-2/overlay2/4df0", null)]
    public void Brings_a_path_into_the_form_of_the_inventory(string dataRoot, string path, string? expected) =>
        Assert.That(DataRootPath.Find(At(dataRoot), At(path)), Is.EqualTo(expected));

    [TestCase("overlay2/4df0/", "overlay2/4df0")]
    [TestCase("./overlay2//4df0/../4df1", "overlay2/4df1")]
    [TestCase("../../etc", "etc")]
    public void Tidies_what_is_relative_already(string path, string expected) =>
        Assert.That(DataRootPath.Clean(path), Is.EqualTo(expected));

    [Test]
    public void Offers_every_end_of_a_path_that_lies_elsewhere() =>
        Assert.That(
            DataRootPath.Ends("/var/lib/docker/overlay2/4df0"),
            Is.EqualTo(new[] { "lib/docker/overlay2/4df0", "docker/overlay2/4df0", "overlay2/4df0", "4df0" })
        );

    private string At(string path) => Path.Combine(folder.FullName, path);
}
