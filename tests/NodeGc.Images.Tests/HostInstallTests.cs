using NodeGc.Testing.Docker;

namespace NodeGc.Images.Tests;

/// <summary>The archive for hosts without Kubernetes, installed below a folder.</summary>
internal sealed class HostInstallTests
{
    private DirectoryInfo folder = null!;

    private string Unpacked => Path.Combine(folder.FullName, $"nodegc-agent-{Artifacts.Version}-linux-amd64");

    private string Root => Path.Combine(folder.FullName, "root");

    [SetUp]
    public void Unpack()
    {
        folder = Directory.CreateTempSubdirectory("nodegc-host-");
        var archive = Artifacts.PathOf("dist", $"nodegc-agent-{Artifacts.Version}-linux-amd64.tar.gz");
        _ = new ExternalCommand("/bin/tar", ["-xzf", archive, "-C", folder.FullName]).Run().Text;
    }

    [TearDown]
    public void Remove() => folder.Delete(recursive: true);

    [Test]
    public void Installs_upgrades_and_uninstalls_without_leaving_anything_behind()
    {
        Assert.That(Install().Text, Does.Contain("mode: Enforce"));
        var policy = Path.Combine(Root, "etc/nodegc/cleanup.yaml");
        File.AppendAllText(policy, "# mine\n");
        _ = Install().Text;

        Assert.That(File.ReadAllText(policy), Does.EndWith("# mine\n"), "an upgrade keeps the policy");
        Assert.That(
            Files(),
            Does.Contain("usr/local/bin/nodegc-agent").And.Contain("etc/systemd/system/nodegc-agent.timer")
        );

        _ = Install("--uninstall").Text;
        Assert.That(Files(), Is.EqualTo(new[] { "etc/nodegc/cleanup.yaml" }));
        _ = Install("--uninstall", "--purge").Text;
        Assert.That(Files(), Is.Empty);
    }

    [Test]
    public void A_file_that_was_changed_is_not_installed()
    {
        File.AppendAllText(Path.Combine(Unpacked, "nodegc-agent.service"), "# changed\n");

        var result = Install();

        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.Errors, Does.Contain("differs from SHA256SUMS"));
        Assert.That(Files(), Is.Empty);
    }

    [Test]
    public void Options_that_do_not_exist_are_refused()
    {
        Assert.That(Install("--uninstal").ExitCode, Is.EqualTo(2));
        Assert.That(Install("--purge").ExitCode, Is.EqualTo(2));
        Assert.That(Files(), Is.Empty);
    }

    [Test]
    public void Systemd_accepts_the_units()
    {
        _ = Install().Text;
        var units = Directory.GetFiles(Path.Combine(Root, "etc/systemd/system"));
        foreach (var unit in units)
            File.WriteAllText(unit, File.ReadAllText(unit).Replace("=/usr/local/bin", $"={Root}/usr/local/bin"));

        var result = new ExternalCommand("/usr/bin/systemd-analyze", ["verify", "--man=no", .. units]).Run();

        Assert.That(result.Succeeded, result.ToString());
        Assert.That(result.Errors, Does.Not.Contain("nodegc-agent"));
    }

    [Test]
    public void The_policy_that_is_installed_is_valid_and_removes_nothing()
    {
        _ = Install().Text;

        var result = new ExternalCommand(
            Path.Combine(Root, "usr/local/bin/nodegc-agent"),
            ["clean", "--policy", Path.Combine(Root, "etc/nodegc/cleanup.yaml"), "--yes"]
        ).Run();

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.Errors, Does.Contain("mode"));
    }

    private CommandResult Install(params string[] arguments) =>
        new ExternalCommand(Path.Combine(Unpacked, "install.sh"), arguments)
        {
            Environment = new Dictionary<string, string> { ["DESTDIR"] = Root },
        }.Run();

    private string[] Files() =>
        Directory.Exists(Root)
            ?
            [
                .. Directory
                    .EnumerateFiles(Root, "*", SearchOption.AllDirectories)
                    .Select(file => Path.GetRelativePath(Root, file))
                    .Order(StringComparer.Ordinal),
            ]
            : [];
}
