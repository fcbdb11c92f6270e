using System.Text.RegularExpressions;
using NodeGc.Testing;
using NodeGc.Testing.ApiServer;
using NodeGc.Testing.Charts;

namespace NodeGc.Chart.Tests;

/// <summary>Helm installs definitions once and never upgrades them. The command in the README does.</summary>
[CancelAfter(120_000)]
public sealed partial class UpgradeTests
{
    [Test]
    public async Task The_documented_command_brings_definitions_of_an_older_release_up_to_date(
        CancellationToken cancellationToken
    )
    {
        await using var installation = await Installation.CreateAsync(ChartRelease.ForCluster, cancellationToken);
        // As helm does: created, without kubectl's annotation of the last applied configuration.
        foreach (var file in Directory.GetFiles(SourceTree.PathOf("charts", "nodegc", "crds")))
        {
            var definition = OldDefinition.ForCluster(await File.ReadAllTextAsync(file, cancellationToken));
            await installation.Cluster.Kubectl.RunAsync(
                ["create", "-f", "-"],
                OldDefinition.Without(definition, "digest"),
                cancellationToken
            );
        }
        Assert.That(await FieldsAsync(installation, cancellationToken), Does.Not.Contain("\"digest\""));

        // Kubernetes before 1.23 refuses the first one.
        var command = TestCluster.IsOlderThan(1, 23)
            ? Documented("docs/upgrade.md", Replace())
            : Documented("charts/nodegc/README.md", Apply());
        var arguments = command
            .Replace("charts/nodegc/crds", SourceTree.PathOf("charts", "nodegc", "crds"), StringComparison.Ordinal)
            .Split(' ');
        await installation.Cluster.Kubectl.MustAsync(arguments, cancellationToken);

        Assert.That(await FieldsAsync(installation, cancellationToken), Does.Contain("\"digest\""));
    }

    private static Task<string> FieldsAsync(Installation installation, CancellationToken cancellationToken) =>
        installation.Cluster.Kubectl.MustAsync(
            ["get", "crd", "nodestorages.nodegc.io", "-o", "json"],
            cancellationToken
        );

    private static string Documented(string page, Regex command) =>
        command.Match(File.ReadAllText(SourceTree.PathOf(page))).Groups[1].Value;

    [GeneratedRegex(@"\$ kubectl (apply --server-side .*charts/nodegc/crds)")]
    private static partial Regex Apply();

    [GeneratedRegex(@"kubectl (replace --validate=false -f charts/nodegc/crds)")]
    private static partial Regex Replace();
}
