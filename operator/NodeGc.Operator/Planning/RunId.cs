using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Json;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Operator.Planning;

/// <summary>
/// Names the one run that a generation of a cleanup gets: <c>name-generation-hash</c>, at most 63 letters, digits and
/// <c>-</c>, because it is a folder's name on the node as well.
/// </summary>
/// <remarks>
/// It depends on uid and generation alone, so an operator that forgot everything gives the same name again and no run
/// is doubled; and a cleanup that was deleted and made again under its old name gets runs of its own. In mode Approve a
/// generation that changes nothing but <c>approvedPlan</c> goes on with the run whose plan it approves, so there the
/// hash is over the rest of the spec as well, and tells whether the run that the status names is still the one.
/// </remarks>
internal static class RunId
{
    private const int LongestName = 32;
    private const int HashBytes = 5;

    /// <summary>The run of the cleanup as it stands; the status tells which run goes on.</summary>
    public static string Of(NodeStorageCleanup cleanup)
    {
        if (cleanup.Spec.Mode != CleanupMode.Approve)
            return Of(cleanup.Metadata);
        var hash = Hash($"{cleanup.Metadata.Uid} {SpecOf(cleanup)}");
        return FindOngoing(cleanup, hash) ?? Of(cleanup.Metadata, hash);
    }

    /// <summary>The run of a generation whose mode is not Approve.</summary>
    public static string Of(ObjectMeta cleanup) => Of(cleanup, Hash(cleanup.Uid ?? ""));

    /// <summary>
    /// The last run, where it is one of this very spec: of this generation, or not ended when the generation came. A
    /// run that had ended, or was stopped by a suspension, is not taken up again: the change asks for a new one.
    /// </summary>
    private static string? FindOngoing(NodeStorageCleanup cleanup, string hash)
    {
        if (cleanup.Status is not { LastRun: { } last } status || !IsOf(cleanup, last.Id, hash))
            return null;
        return last.CompletionTime is null || status.ObservedGeneration == cleanup.Metadata.Generation ? last.Id : null;
    }

    private static bool IsOf(NodeStorageCleanup cleanup, string run, string hash)
    {
        var (start, end) = ($"{Shorten(cleanup.Metadata.Name ?? "")}-", $"-{hash}");
        return run.Length > start.Length + end.Length
            && run.StartsWith(start, StringComparison.Ordinal)
            && run.EndsWith(end, StringComparison.Ordinal);
    }

    private static string SpecOf(NodeStorageCleanup cleanup) =>
        JsonSerializer.Serialize(
            cleanup.Spec with
            {
                ApprovedPlan = null,
            },
            ApiJsonContext.Default.NodeStorageCleanupSpec
        );

    private static string Of(ObjectMeta cleanup, string hash) =>
        $"{Shorten(cleanup.Name ?? "")}-{(cleanup.Generation ?? 0).ToString(CultureInfo.InvariantCulture)}-{hash}";

    private static string Shorten(string name) =>
        new([.. name.Take(LongestName).Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')]);

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, HashBytes));
}
