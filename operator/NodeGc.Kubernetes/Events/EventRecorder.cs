using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;

namespace NodeGc.Kubernetes.Events;

/// <summary>Writes events. They are not state: one that cannot be written is logged and dropped.</summary>
public sealed partial class EventRecorder(
    IObjectWriter<Event> events,
    EventSource source,
    TimeProvider time,
    ILogger logger
)
{
    /// <summary>The server deletes events after an hour, so the list can be cleared long before memory
    /// matters.</summary>
    private const int MaxRemembered = 4096;

    private const int MaxMessageLength = 1000;

    private readonly ConcurrentDictionary<(string? Uid, EventNote Note), (ObjectKey Key, int Count)> written = new();

    public async Task RecordAsync(IKubernetesObject about, EventNote note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(about);
        try
        {
            await WriteAsync(about, note, cancellationToken);
        }
        catch (KubernetesException failure)
        {
            LogNotWritten(note.Reason, about.Metadata.Name, failure.Message);
        }
    }

    private async Task WriteAsync(IKubernetesObject about, EventNote note, CancellationToken cancellationToken)
    {
        if (written.Count > MaxRemembered)
            written.Clear();
        var id = (about.Metadata.Uid, note);
        if (written.TryGetValue(id, out var known) && await CountAsync(known.Key, known.Count + 1, cancellationToken))
        {
            written[id] = (known.Key, known.Count + 1);
            return;
        }
        var created = await events.CreateAsync(Build(about, note), cancellationToken);
        written[id] = (ObjectKey.From(created), 1);
    }

    // False if the server has deleted the event.
    private async Task<bool> CountAsync(ObjectKey key, int count, CancellationToken cancellationToken)
    {
        var lastTimestamp = time.GetUtcNow()
            .UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        try
        {
            await events.MergePatchAsync(
                key,
                new JsonObject { ["count"] = count, ["lastTimestamp"] = lastTimestamp },
                cancellationToken
            );
            return true;
        }
        catch (KubernetesException failure) when (failure.Kind == KubernetesErrorKind.NotFound)
        {
            return false;
        }
    }

    // Names have at most 253 characters.
    private static string CreateName(IKubernetesObject about)
    {
        var name = about.Metadata.Name ?? "";
        return $"{name[..Math.Min(name.Length, 200)].TrimEnd('.', '-')}.{Guid.NewGuid():n}";
    }

    private Event Build(IKubernetesObject about, EventNote note)
    {
        var now = time.GetUtcNow();
        // Events about cluster-scoped objects live in "default", where kubectl describe looks for them.
        var @namespace = about.Metadata.Namespace ?? "default";
        return new Event
        {
            Metadata = new ObjectMeta { Namespace = @namespace, Name = CreateName(about) },
            InvolvedObject = ObjectReference.To(about),
            Type = note.Type,
            Reason = note.Reason,
            Message = note.Message.Length > MaxMessageLength ? note.Message[..MaxMessageLength] : note.Message,
            Source = source,
            ReportingComponent = source.Component,
            ReportingInstance = source.Host,
            FirstTimestamp = now,
            LastTimestamp = now,
            Count = 1,
        };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Failed to write the event {Reason} of {Name}: {Cause}")]
    private partial void LogNotWritten(string reason, string? name, string cause);
}
