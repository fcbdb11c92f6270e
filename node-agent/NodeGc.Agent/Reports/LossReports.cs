using System.Collections.Immutable;
using NodeGc.Agent.State;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;

namespace NodeGc.Agent.Reports;

/// <summary>Builds the documents of <c>confirm-loss</c>. Pure.</summary>
internal static class LossReports
{
    public const string WouldConfirm = "WouldConfirm";
    public const string Confirmed = "Confirmed";
    public const string Revoked = "Revoked";
    public const string Changed = "Changed";
    public const string Unconfirmed = "Unconfirmed";

    /// <summary>The losses that are, or would be, confirmed now.</summary>
    public static LossReportDocument Create(Inventory inventory, ImmutableArray<Doubt> doubts, string state) =>
        new(
            inventory.Store.DataRoot,
            [.. doubts.Select(doubt => Create(doubt, state))],
            [
                .. LossConfirmations
                    .Released(inventory, doubts)
                    .Select(resource => resource.Directory?.Path ?? resource.Id.ToString()),
            ]
        );

    /// <summary>The confirmed losses, and those that can be confirmed.</summary>
    public static LossReportDocument Create(Inventory inventory, ImmutableArray<ConfirmedLoss> losses) =>
        new(
            inventory.Store.DataRoot,
            [
                .. losses.Select(loss => loss.IsVoid ? OfVoid(loss) : Create(loss, Confirmed)),
                .. inventory.Doubts.Where(doubt => doubt.IsLoss).Select(doubt => Create(doubt, Unconfirmed)),
            ],
            []
        );

    /// <summary>The losses whose confirmation was revoked.</summary>
    public static LossReportDocument OfRevoked(string dataRoot, IEnumerable<ConfirmedLoss> losses) =>
        new(dataRoot, [.. losses.Select(loss => Create(loss, Revoked))], []);

    private static LossDocument OfVoid(ConfirmedLoss loss) =>
        Create(loss, Changed) with
        {
            Problem =
                "it has changed since its loss was confirmed, so the confirmation no longer applies; problem then: "
                + loss.Problem,
        };

    private static LossDocument Create(ConfirmedLoss loss, string state) =>
        new(loss.Path, state, "", loss.Problem, loss.ConfirmedAt);

    private static LossDocument Create(Doubt doubt, string state) =>
        new(doubt.Subject, state, Findings.KeepsOf(doubt), doubt.Message, null) { Kept = Findings.DescribeKept(doubt) };
}
