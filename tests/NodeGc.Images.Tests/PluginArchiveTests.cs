using System.Security.Cryptography;
using NodeGc.Testing.Docker;

namespace NodeGc.Images.Tests;

/// <summary>The archives of the kubectl plugin, and the manifest by which krew installs them.</summary>
internal sealed class PluginArchiveTests
{
    private static string Archive(string architecture) =>
        Artifacts.PathOf("dist", $"kubectl-nodegc-{Artifacts.Version}-linux-{architecture}.tar.gz");

    [Test]
    public void Contains_a_program_that_runs_without_anything_else()
    {
        var folder = Directory.CreateTempSubdirectory("nodegc-plugin-");
        try
        {
            _ = new ExternalCommand("/bin/tar", ["-xzf", Archive("amd64"), "-C", folder.FullName]).Run().Text;
            var program = Path.Combine(folder.FullName, "kubectl-nodegc");

            Assert.That(new ExternalCommand(program, ["--help"]).Run().Text, Does.Contain("quarantine"));
            Assert.That(
                new ExternalCommand(program, ["status", "--kubeconfig", "/nowhere"]).Run().Errors,
                Does.Contain("No kubeconfig found at /nowhere")
            );
            Assert.That(new FileInfo(program).Length, Is.LessThan(25_000_000));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestCaseSource(typeof(Artifacts), nameof(Artifacts.Architectures))]
    public void Has_the_checksum_that_the_manifest_of_krew_names(string architecture)
    {
        var manifest = File.ReadAllText(Artifacts.PathOf("dist", "krew.yaml"));
        var sum = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Archive(architecture))));

        Assert.That(manifest, Does.Contain($"sha256: {sum}").And.Contain($"version: v{Artifacts.Version}\n"));
        Assert.That(manifest, Does.Contain($"{Path.GetFileName(Archive(architecture))}\n").And.Not.Contain("SHA256_"));
    }
}
