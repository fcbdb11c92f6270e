using System.Collections.Immutable;
using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Requests;

/// <summary>Selects the requests that are still to be answered, and the answers that are still needed. Pure.</summary>
internal static class RequestSelection
{
    /// <summary>How long the output of an answer is kept: for longer than anybody waits, since every write of the
    /// object contains it.</summary>
    public static readonly TimeSpan OutputLifetime = TimeSpan.FromMinutes(5);

    private const string Removed =
        "the request was carried out, but its output was removed, because the answer to a later one needed the space";

    /// <summary>The first request without an answer; null if all are answered. An answer stays as long as its request
    /// does, so no request is carried out twice.</summary>
    public static NodeRequest? FindNext(NodeStorageSpec? spec, NodeStorageStatus status) =>
        spec
            ?.Requests.Take(NodeRequest.MaxRequests)
            .FirstOrDefault(request => status.Answers.All(answer => answer.Id != request.Id));

    /// <summary>The status without answers to requests that were withdrawn, and without outputs that are too old; the
    /// same object if there are none.</summary>
    public static NodeStorageStatus Clean(NodeStorageStatus status, NodeStorageSpec? spec, DateTimeOffset now)
    {
        ImmutableArray<NodeAnswer> current =
        [
            .. from answer in status.Answers
            where spec is not null && spec.Requests.Any(request => request.Id == answer.Id)
            select answer.Output is not null && now - answer.CompletionTime > OutputLifetime
                ? answer with
                {
                    Output = null,
                }
                : answer,
        ];
        return current.SequenceEqual(status.Answers) ? status : status with { Answers = current };
    }

    /// <summary>The status with one more answer. If the outputs together would be too large, those of earlier answers
    /// are removed, and the answers say so.</summary>
    public static NodeStorageStatus With(this NodeStorageStatus status, NodeAnswer answer)
    {
        var earlier = status.Answers.Where(known => known.Id != answer.Id).ToList();
        var left = NodeAnswer.MaxOutputBytes - SizeOf(answer);
        for (var at = earlier.Count - 1; at >= 0; at--)
        {
            left -= SizeOf(earlier[at]);
            if (left < 0 && earlier[at].Output is not null)
                earlier[at] = earlier[at] with { Output = null, Error = Removed };
        }
        return status with { Answers = [.. earlier, answer] };
    }

    private static int SizeOf(NodeAnswer answer) => answer.Output is { } output ? RequestOutput.SizeOf(output) : 0;
}
