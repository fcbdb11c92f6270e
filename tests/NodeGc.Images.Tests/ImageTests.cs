using System.Globalization;
using System.Text.Json.Nodes;

namespace NodeGc.Images.Tests;

/// <summary>What is in the images, and what is not.</summary>
internal sealed class ImageTests
{
    private const long MB = 1_000_000;

    [Test]
    public void The_agent_is_one_file_and_certificates_within_30_MB(
        [ValueSource(typeof(Artifacts), nameof(Artifacts.Architectures))] string architecture
    )
    {
        var image = new ImageArchive(Artifacts.Image("agent", architecture));
        TestContext.Out.WriteLine($"agent {architecture}: {image.Bytes / (double)MB:0.0} MB");

        Assert.That(image.Bytes, Is.LessThanOrEqualTo(30 * MB));
        Assert.That(
            image.Entries.Where(entry => entry.Bytes > 0).Select(entry => entry.Name),
            Is.EquivalentTo(new[] { "usr/bin/nodegc-agent", "etc/ssl/certs/ca-certificates.crt" })
        );
        Assert.That((string?)image.Settings["User"], Is.EqualTo("0:0"));
        Assert.That((string?)image.Settings["Entrypoint"]![0], Is.EqualTo("nodegc-agent"));
    }

    [Test]
    public void The_operator_runs_without_rights_and_without_a_shell_within_130_MB(
        [ValueSource(typeof(Artifacts), nameof(Artifacts.Architectures))] string architecture
    )
    {
        var image = new ImageArchive(Artifacts.Image("operator", architecture));
        TestContext.Out.WriteLine($"operator {architecture}: {image.Bytes / (double)MB:0.0} MB");

        Assert.That(image.Bytes, Is.LessThanOrEqualTo(130 * MB));
        Assert.That((string?)image.Settings["User"], Is.EqualTo("65532:65532"));
        var names = image.Entries.Select(entry => entry.Name).ToList();
        Assert.That(names, Has.None.Matches("(^|/)(sh|bash|busybox|dash)$").And.None.EndsWith(".pdb"));
        Assert.That(names, Has.Some.EndsWith("usr/share/zoneinfo/Europe/Berlin"), "for spec.timeZone");
        Assert.That(
            image.Entries.Where(entry => entry.Mode.HasFlag(UnixFileMode.SetUser)).Select(entry => entry.Name),
            Is.Empty
        );
    }

    [Test]
    public void Images_say_what_they_are(
        [Values("agent", "operator")] string program,
        [ValueSource(typeof(Artifacts), nameof(Artifacts.Architectures))] string architecture
    )
    {
        var image = new ImageArchive(Artifacts.Image(program, architecture));
        var labels = image.Settings["Labels"]!;

        Assert.That(image.Tags, Is.EqualTo(new[] { $"nodegc/{program}:{Artifacts.Version}" }));
        Assert.That((string?)image.Image["architecture"], Is.EqualTo(architecture));
        Assert.That((string?)labels["org.opencontainers.image.version"], Is.EqualTo(Artifacts.Version));
        Assert.That((string?)labels["org.opencontainers.image.licenses"], Is.EqualTo("Apache-2.0"));
        Assert.That((string?)labels["org.opencontainers.image.revision"], Does.Match("^[0-9a-f]{40}$"));
        Assert.That(
            (string?)labels["org.opencontainers.image.created"],
            Does.Match(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        );
    }

    [Test]
    public void Lists_of_components_name_packages_and_what_is_linked_in(
        [Values("agent", "operator")] string program,
        [ValueSource(typeof(Artifacts), nameof(Artifacts.Architectures))] string architecture
    )
    {
        var list = JsonNode.Parse(
            File.ReadAllText(Artifacts.PathOf("images", $"nodegc-{program}-{architecture}.cdx.json"))
        );
        var components = list!["components"]!.AsArray();
        var names = components.Select(component => (string?)component!["name"]).ToList();

        Assert.That((string?)list["bomFormat"], Is.EqualTo("CycloneDX"));
        Assert.That(names, Is.SupersetOf(new[] { "KubernetesClient.Aot", "YamlDotNet", "prometheus-net", "libssl3" }));
        Assert.That(components.Select(component => (string?)component!["purl"]), Has.None.Null);
    }

    [Test]
    public void The_same_programs_give_the_same_images()
    {
        var before = Ids();
        var labels = new ImageArchive(Artifacts.Image("agent", "amd64")).Settings["Labels"]!;
        var created = DateTimeOffset.Parse(
            (string)labels["org.opencontainers.image.created"]!,
            CultureInfo.InvariantCulture
        );
        var again = Artifacts.Script("images.sh") with
        {
            Environment = new Dictionary<string, string>
            {
                ["NODEGC_PUBLISHED"] = "1",
                ["NODEGC_REVISION"] = (string)labels["org.opencontainers.image.revision"]!,
                ["SOURCE_DATE_EPOCH"] = created.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            },
        };

        _ = again.Run().Text;

        Assert.That(Ids(), Is.EqualTo(before));
    }

    private static IReadOnlyList<string> Ids() =>
        [
            .. from program in (string[])["agent", "operator"]
            from architecture in Artifacts.Architectures
            select new ImageArchive(Artifacts.Image(program, architecture)).ConfigurationFile,
        ];
}
