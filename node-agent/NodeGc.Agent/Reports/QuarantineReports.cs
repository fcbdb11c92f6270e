using System.Collections.Immutable;
using NodeGc.Collector.Policies;
using NodeGc.Removal.Journaling;
using NodeGc.Removal.Quarantining;

namespace NodeGc.Agent.Reports;

/// <summary>Builds the documents about the quarantine. Pure.</summary>
internal static class QuarantineReports
{
    public static QuarantineDocument Create(string dataRoot, ImmutableArray<QuarantinedItem> items) =>
        new(dataRoot, [.. items.OrderBy(item => item.MovedAt).Select(Create)], AmountOf(items));

    /// <summary>What would be deleted.</summary>
    public static EvictionDocument OfDryRun(ImmutableArray<QuarantinedItem> chosen) =>
        new(
            true,
            [
                .. chosen.Select(item =>
                    OutcomeOf(item, "Planned", $"can be restored until {Collector.Instant.Format(item.ExpiresAt)}")
                ),
            ],
            AmountOf([]),
            0
        );

    /// <summary>What was deleted.</summary>
    public static EvictionDocument Create(ExpiryReport report) =>
        new(
            false,
            [
                .. report.Deleted.Select(item => OutcomeOf(item, "Deleted", "")),
                .. report.Errors.Select(error =>
                    OutcomeOf(error.Item, "Failed", error.Result!) with
                    {
                        IsShownInFull = true,
                    }
                ),
            ],
            AmountOf(report.Deleted),
            report.Reclaimed.Value
        );

    private static QuarantinedDocument Create(QuarantinedItem item) =>
        new(
            item.Run,
            item.Class.Word(),
            Findings.NameOf(item.Id),
            item.Path,
            item.SizeBytes,
            item.MovedAt,
            item.ExpiresAt,
            item.Reason
        );

    private static OutcomeDocument OutcomeOf(QuarantinedItem item, string outcome, string message) =>
        new(item.Class.Word(), Findings.NameOf(item.Id), item.Path, item.SizeBytes, outcome, message);

    private static AmountDocument AmountOf(ImmutableArray<QuarantinedItem> items) =>
        AmountDocument.From([.. items.Select(item => item.Size)]);
}
