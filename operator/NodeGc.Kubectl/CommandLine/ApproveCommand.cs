using System.CommandLine;
using System.Text.Json.Nodes;
using NodeGc.Api;
using NodeGc.Api.Cleanups;
using NodeGc.Kubectl.Cluster;
using NodeGc.Kubectl.Output;
using NodeGc.Kubectl.Views;

namespace NodeGc.Kubectl.CommandLine;

/// <summary><c>approve</c>: approves the plans that a cleanup in mode Approve has made, after showing them.</summary>
internal static class ApproveCommand
{
    public static Command Create(ConnectionOptions connection)
    {
        var name = Names.Cleanup<string>(connection, "Name of the cleanup.");
        var isConfirmed = new Option<bool>("--yes", "-y") { Description = "Do not ask." };
        var output = new OutputOptions();
        var command = output.AddTo(
            new Command(
                "approve",
                "Approve the plans of a cleanup in mode Approve: show what each node would remove, ask, and set "
                    + "spec.approvedPlan."
            )
        );
        command.Arguments.Add(name);
        command.Options.Add(isConfirmed);
        command.SetAction(
            (parsed, end) =>
                Session.RunAsync(connection, parsed, cluster =>
                    ApproveAsync(
                        cluster,
                        parsed.GetRequiredValue(name),
                        parsed.GetValue(isConfirmed),
                        output.Open(parsed),
                        end
                    )
                )
        );
        return command;
    }

    private static async Task<bool> ApproveAsync(
        ClusterClient cluster,
        string name,
        bool isConfirmed,
        Printer printer,
        CancellationToken cancellationToken
    )
    {
        var now = TimeProvider.System.GetUtcNow();
        var cleanup = (await cluster.ReadCleanupsAsync(name, cancellationToken))[0];
        if (Approval.FindObstacle(cleanup, now) is { } obstacle)
            throw new KubectlException(obstacle);
        var digest = cleanup.Status!.LastRun!.PlanDigest!;
        if (cleanup.Spec.ApprovedPlan == digest)
        {
            Show(printer, cleanup, "is approved already");
            return true;
        }
        if (!isConfirmed)
        {
            var plans = PlanView.Nodes(name, await cluster.ReadNodesAsync(null, cancellationToken), now);
            Ask(printer, cleanup, plans, now);
        }
        var patch = new JsonObject { ["spec"] = new JsonObject { ["approvedPlan"] = digest } };
        var stored = await cluster.PatchCleanupAsync(name, patch, cancellationToken);
        if (stored.Spec.ApprovedPlan != digest)
            throw new KubectlException("the API server did not store spec.approvedPlan; upgrade NodeGc's definitions");
        Show(printer, stored, "approved");
        return true;
    }

    /// <summary>The table and the question go to standard error: the output is what was approved.</summary>
    private static void Ask(Printer printer, NodeStorageCleanup cleanup, Listing plans, DateTimeOffset now)
    {
        if (Console.IsInputRedirected && Console.In.Peek() < 0)
            throw new KubectlException("nobody can be asked, since standard input is empty; use --yes to approve");
        var run = cleanup.Status!.LastRun!;
        foreach (var line in plans.Table.ToLines(isWide: printer.Format == OutputFormat.Wide, hasHeadings: true))
            printer.Errors.WriteLine(line);
        var left = HumanDuration.Until(run.PlanExpirationTime, now) ?? "a while";
        printer.Errors.Write(
            $"Remove {run.Reclaimable.Items} items ({run.Reclaimable.Size}) on {plans.Table.Rows.Length} nodes? "
                + $"The plan {run.PlanDigest} expires in {left}. [y/N] "
        );
        if (Console.In.ReadLine()?.Trim().ToUpperInvariant() is not ("Y" or "YES"))
            throw new KubectlException("not approved");
    }

    private static void Show(Printer printer, NodeStorageCleanup cleanup, string what)
    {
        if (printer.Format is OutputFormat.Json or OutputFormat.Yaml)
        {
            printer.Print(ObjectDocuments.Create(ResourceTypes.NodeStorageCleanups, [cleanup], isOne: true));
            return;
        }
        var name = ObjectDocuments.NamesOf(ResourceTypes.NodeStorageCleanups, [cleanup.Metadata.Name ?? ""])[0];
        printer.Print(printer.Format == OutputFormat.Name ? name : $"{name} {what}");
    }
}
