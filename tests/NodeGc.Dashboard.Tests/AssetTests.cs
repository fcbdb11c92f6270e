using NodeGc.Testing;
using NodeGc.Testing.Docker;

namespace NodeGc.Dashboard.Tests;

/// <summary>The bundle that is checked in is what the pinned packages and our sources make.</summary>
[Category("Real")]
internal sealed class AssetTests
{
    private static readonly string Assets = SourceTree.PathOf("operator", "NodeGc.Operator", "Dashboard", "Assets");

    [Test]
    public void The_script_has_not_drifted_from_its_sources()
    {
        var folder = Directory.CreateTempSubdirectory("nodegc-assets-");
        try
        {
            var bundling = new ExternalCommand(SourceTree.PathOf("tests", "setup", "assets.sh"))
            {
                Environment = new Dictionary<string, string> { ["NODEGC_ASSETS_OUT"] = folder.FullName },
            }.Run();
            Assert.That(bundling.Succeeded, bundling.ToString());
            foreach (var name in (string[])["dashboard.js", "dashboard.js.LICENSES.txt"])
                Assert.That(
                    File.ReadAllText(Path.Combine(folder.FullName, name)),
                    Is.EqualTo(File.ReadAllText(Path.Combine(Assets, name))),
                    $"{name} has drifted: run make assets"
                );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public void Every_package_is_pinned_with_a_checksum()
    {
        var versions = File.ReadAllLines(Path.Combine(Assets, "package.json"))
            .Where(line => line.StartsWith("    ", StringComparison.Ordinal))
            .ToList();
        Assert.That(versions, Has.Count.EqualTo(4).And.All.Match(@"^    ""[^""]+"": ""\d+\.\d+\.\d+"",?$"));
        var entries = File.ReadAllText(Path.Combine(Assets, "package-lock.json")).Split("\"node_modules/")[1..];
        Assert.That(entries, Has.All.Contains("\"integrity\": \"sha512-"));
    }

    [Test]
    public void The_licenses_of_the_bundled_packages_are_kept() =>
        Assert.That(
            File.ReadAllText(Path.Combine(Assets, "dashboard.js.LICENSES.txt")),
            Does.Contain("Chart.js Contributors").And.Contains("Jukka Kurkela").And.Contains("@kurkle/color")
        );
}
