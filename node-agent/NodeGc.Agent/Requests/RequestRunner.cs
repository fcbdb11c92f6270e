using System.Collections.Immutable;
using NodeGc.Agent.Explanations;
using NodeGc.Agent.Reports;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.Sweeps;
using NodeGc.Api.Nodes;
using NodeGc.Removal.Quarantining;

namespace NodeGc.Agent.Requests;

/// <summary>Carries out requests by the code of the commands <c>explain</c> and <c>restore</c>.</summary>
internal sealed class RequestRunner(NodeOptions options, NodeStores stores, TimeProvider time)
{
    /// <summary>Carries out a request, or refuses it. Failures are part of the answer.</summary>
    public async Task<NodeAnswer> AnswerAsync(NodeRequest request, CancellationToken cancellationToken)
    {
        if (RequestCheck.FindProblem(request, options.IsReadOnly, time.GetUtcNow()) is { } problem)
            return Failed(request, ExitCode.Usage, problem);
        try
        {
            return request switch
            {
                { Explain: { } explain } => await ExplainAsync(request, explain.Subject, cancellationToken),
                { Restore: { } restore } => await RestoreAsync(request, restore, cancellationToken),
                _ => throw new InvalidOperationException($"{request} was not checked"),
            };
        }
        catch (Exception failure) when (Failures.Describe(failure) is { } described)
        {
            return Failed(request, described.ExitCode, described.Message);
        }
    }

    private async Task<NodeAnswer> ExplainAsync(
        NodeRequest request,
        string subject,
        CancellationToken cancellationToken
    )
    {
        var (found, missing) = (new List<ExplainDocument>(), (AgentException?)null);
        foreach (var scanner in stores.List())
        {
            var scan = await scanner.ScanAsync(ScanOptions.ForReports, progress: null, cancellationToken);
            try
            {
                found.AddRange(Explanation.Create(scan, subject));
            }
            catch (AgentException failure)
            {
                missing ??= failure;
            }
        }
        if (found.Count == 0 && missing is not null)
            throw missing;
        return Answered(
            request,
            ExitCodes.For(found),
            RequestOutput.Create(
                request.Format,
                found.ToArray(),
                ReportJson.Plain.ExplainDocumentArray,
                (page, documents) => ExplainText.Write(page, [.. documents])
            )
        );
    }

    /// <summary>Restores from the store whose quarantine contains the run; a run may have moved items in
    /// several.</summary>
    private async Task<NodeAnswer> RestoreAsync(
        NodeRequest request,
        RestoreRequest wanted,
        CancellationToken cancellationToken
    )
    {
        ImmutableArray<string> items = wanted.Item is { } only ? [only] : [];
        var scanners = stores.List();
        var holding = scanners.Where(scanner => IsHeldIn(scanner, wanted.RunId)).ToList();
        // Without any, the first one reports what its quarantine contains.
        var (restored, missing) = (new List<RestoredItem>(), (AgentException?)null);
        foreach (var scanner in holding.Count > 0 ? holding : [.. scanners.Take(1)])
        {
            try
            {
                var restorer = new NodeRestorer(scanner, time);
                restored.AddRange(await restorer.RestoreAsync(wanted.RunId, items, cancellationToken));
            }
            catch (AgentException failure)
            {
                missing ??= failure;
            }
        }
        if (restored.Count == 0 && missing is not null)
            throw missing;
        var document = NodeRestorer.Describe([.. restored]);
        return Answered(
            request,
            ExitCodes.For(document),
            RequestOutput.Create(request.Format, document, ReportJson.Plain.RestoreDocument, CleanText.Write)
        );
    }

    private static bool IsHeldIn(NodeScanner scanner, string run) =>
        QuarantineListing.Read(scanner.Locate().DataRoot).Any(item => item.Run == run);

    private NodeAnswer Answered(NodeRequest request, ExitCode code, (string Text, bool IsTruncated) output) =>
        new()
        {
            Id = request.Id,
            CompletionTime = time.GetUtcNow(),
            ExitCode = (int)code,
            Output = output.Text,
            Truncated = output.IsTruncated,
        };

    private NodeAnswer Failed(NodeRequest request, ExitCode code, string why) =>
        new()
        {
            Id = request.Id,
            CompletionTime = time.GetUtcNow(),
            ExitCode = (int)code,
            Error = why,
        };
}
