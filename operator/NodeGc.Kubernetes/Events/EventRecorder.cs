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

    /// <summary>Records something that happened once. The name of the event follows from the object and the
    /// occurrence, so neither this process nor another one records it again while the server keeps the event.</summary>
    /// <returns>Whether this call created the event.</returns>
    public async Task<bool> RecordOnceAsync(EventOccurrence occurrence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(occurrence);
        try
        {
            var name = CreateName(occurrence.About.Name, occurrence.Id);
            await events.CreateAsync(
                Build(occurrence.About, name, occurrence.Note, occurrence.Time),
                cancellationToken
            );
            return true;
        }
        catch (KubernetesException failure)
        {
            if (failure.Kind != KubernetesErrorKind.AlreadyExists)
                LogNotWritten(occurrence.Note.Reason, occurrence.About.Name, failure.Message);
            return false;
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
        var name = CreateName(about.Metadata.Name, $"{Guid.NewGuid():n}");
        var created = await events.CreateAsync(
            Build(ObjectReference.To(about), name, note, time.GetUtcNow()),
            cancellationToken
        );
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
    private static string CreateName(string? about, string suffix)
    {
        var name = about ?? "";
        return $"{name[..Math.Min(name.Length, 200)].TrimEnd('.', '-')}.{suffix}";
    }

    private Event Build(ObjectReference about, string name, EventNote note, DateTimeOffset at) =>
        new()
        {
            // Events about cluster-scoped objects live in "default", where kubectl describe looks for them.
            Metadata = new ObjectMeta { Namespace = about.Namespace ?? "default", Name = name },
            InvolvedObject = about,
            Type = note.Type,
            Reason = note.Reason,
            Message = note.Message.Length > MaxMessageLength ? note.Message[..MaxMessageLength] : note.Message,
            Source = source,
            ReportingComponent = source.Component,
            ReportingInstance = source.Host,
            FirstTimestamp = at,
            LastTimestamp = at,
            Count = 1,
        };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Failed to write the event {Reason} of {Name}: {Cause}")]
    private partial void LogNotWritten(string reason, string? name, string cause);
}
