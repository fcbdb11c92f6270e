using System.Text.RegularExpressions;
using NodeGc.Testing;
using NodeGc.Testing.Charts;

namespace NodeGc.Chart.Tests;

/// <summary>Helm installs definitions once and never upgrades them. The command in the README does.</summary>
[CancelAfter(120_000)]
public sealed partial class UpgradeTests
{
    private const string Storages = "nodegc.io_nodestorages.yaml";

    [Test]
    public async Task The_documented_command_brings_definitions_of_an_older_release_up_to_date(
        CancellationToken cancellationToken
    )
    {
        await using var installation = await Installation.CreateAsync(ChartRelease.ForCluster, cancellationToken);
        var definition = await File.ReadAllTextAsync(
            SourceTree.PathOf("charts", "nodegc", "crds", Storages),
            cancellationToken
        );
        // As helm does: created, without kubectl's annotation of the last applied configuration.
        await installation.Cluster.Kubectl.RunAsync(
            ["create", "-f", "-"],
            OldDefinition.Without(definition, "digest"),
            cancellationToken
        );
        Assert.That(await FieldsAsync(installation, cancellationToken), Does.Not.Contain("\"digest\""));

        var readme = await File.ReadAllTextAsync(SourceTree.PathOf("charts", "nodegc", "README.md"), cancellationToken);
        var command = Command().Match(readme).Groups[1].Value;
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

    [GeneratedRegex(@"\$ kubectl (apply --server-side .*charts/nodegc/crds)")]
    private static partial Regex Command();
}
