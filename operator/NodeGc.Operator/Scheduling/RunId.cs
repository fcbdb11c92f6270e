using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Json;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Operator.Scheduling;

/// <summary>
/// The id of a run: <c>name-generation-hash</c>, at most 63 letters, digits and <c>-</c>, because it is also a
/// directory name on the node.
/// </summary>
/// <remarks>
/// It depends on uid, generation and what started the run alone, so a restarted operator computes the same id and no
/// run happens twice; and a cleanup that was deleted and created again under its old name gets runs of its own. In mode
/// Approve, a generation that changes nothing but <c>approvedPlan</c> continues the run whose plan it approves. There
/// the hash covers the rest of the spec as well, and shows whether the run in the status is still the current one.
/// </remarks>
internal static class RunId
{
    private const int LongestName = 32;
    private const int HashBytes = 5;

    /// <summary>Of cleanups without a schedule, whose id depends on nothing else: each node asks for it
    /// often.</summary>
    private static readonly ConditionalWeakTable<NodeStorageCleanup, string> Known = new();

    /// <summary>The run of the current spec; in mode Approve the status says which run continues.</summary>
    public static string Compute(NodeStorageCleanup cleanup) => Known.GetValue(cleanup, ComputeOngoing);

    private static string ComputeOngoing(NodeStorageCleanup cleanup)
    {
        if (cleanup.Spec.Mode != CleanupMode.Approve)
            return Compute(cleanup.Metadata);
        var hash = Hash($"{cleanup.Metadata.Uid} {Serialize(cleanup)}");
        return FindOngoing(cleanup, hash) ?? Format(cleanup.Metadata, hash);
    }

    /// <summary>The run that is due at a time.</summary>
    public static string Compute(NodeStorageCleanup cleanup, DateTimeOffset due) =>
        Format(cleanup.Metadata, Hash(cleanup, At(due)));

    /// <summary>The run that a value of <c>runOnce</c> starts.</summary>
    public static string Compute(NodeStorageCleanup cleanup, string runOnce) =>
        Format(cleanup.Metadata, Hash(cleanup, Once(runOnce)));

    /// <summary>The run of a generation in any mode but Approve.</summary>
    public static string Compute(ObjectMeta cleanup) => Format(cleanup, Hash(cleanup.Uid ?? ""));

    /// <summary>Whether a schedule or <c>runOnce</c> started this run for this very spec.</summary>
    public static bool IsOf(NodeStorageCleanup cleanup, CleanupRun run)
    {
        var start = run switch
        {
            { ScheduledTime: { } due } => At(due),
            { RunOnce: { } once } => Once(once),
            _ => null,
        };
        return start is not null
            && IsSameSpec(cleanup, run.Id, Hash(cleanup, start))
            && (cleanup.Spec.Mode == CleanupMode.Approve || run.Generation == cleanup.Metadata.Generation);
    }

    /// <summary>
    /// The last run, if it belongs to this very spec: of this generation, or not completed when the generation came. A
    /// run that had completed, or was stopped by a suspension, is not continued: the change asks for a new one.
    /// </summary>
    private static string? FindOngoing(NodeStorageCleanup cleanup, string hash)
    {
        if (cleanup.Status is not { LastRun: { } last } status || !IsSameSpec(cleanup, last.Id, hash))
            return null;
        return last.CompletionTime is null || status.ObservedGeneration == cleanup.Metadata.Generation ? last.Id : null;
    }

    private static bool IsSameSpec(NodeStorageCleanup cleanup, string run, string hash)
    {
        var (start, end) = ($"{Shorten(cleanup.Metadata.Name ?? "")}-", $"-{hash}");
        return run.Length > start.Length + end.Length
            && run.StartsWith(start, StringComparison.Ordinal)
            && run.EndsWith(end, StringComparison.Ordinal);
    }

    // In mode Approve with the rest of the spec, as above.
    private static string Hash(NodeStorageCleanup cleanup, string start) =>
        cleanup.Spec.Mode == CleanupMode.Approve
            ? Hash($"{cleanup.Metadata.Uid} {start} {Serialize(cleanup)}")
            : Hash($"{cleanup.Metadata.Uid} {start}");

    private static string At(DateTimeOffset due) =>
        $"at {due.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}";

    private static string Once(string value) => $"once {value}";

    private static string Serialize(NodeStorageCleanup cleanup) =>
        JsonSerializer.Serialize(
            cleanup.Spec with
            {
                ApprovedPlan = null,
            },
            ApiJsonContext.Default.NodeStorageCleanupSpec
        );

    private static string Format(ObjectMeta cleanup, string hash) =>
        $"{Shorten(cleanup.Name ?? "")}-{(cleanup.Generation ?? 0).ToString(CultureInfo.InvariantCulture)}-{hash}";

    private static string Shorten(string name) =>
        new([.. name.Take(LongestName).Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')]);

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, HashBytes));
}
