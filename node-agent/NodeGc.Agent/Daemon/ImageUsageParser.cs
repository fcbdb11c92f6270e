using NodeGc.Docker;

namespace NodeGc.Agent.Daemon;

/// <summary>Finds the image that a Docker event uses.</summary>
internal sealed class ImageUsageParser(DockerClient engine)
{
    private const int MaxCachedContainers = 10_000;

    private static readonly string[] Uses =
    [
        "create",
        "start",
        "restart",
        "unpause",
        "die",
        "stop",
        "kill",
        "destroy",
        "commit",
        "exec_start",
    ];

    private readonly Dictionary<string, string> imageOf = [];

    /// <summary>The image's ID; null if the event uses none or the image no longer exists.</summary>
    public async Task<string?> FindImageAsync(EngineEvent happened, CancellationToken cancellationToken) =>
        (happened.Type, happened.Actor) switch
        {
            ("container", { } container) when Uses.Contains((happened.Action ?? "").Split(':')[0]) =>
                await OfContainerAsync(happened.Action!, container, cancellationToken),
            ("image", { } image) when happened.Action is "pull" or "load" or "import" => (
                await engine.FindImageAsync(image.Id, cancellationToken)
            )?.Id,
            _ => null,
        };

    /// <summary>When it happened; <paramref name="now"/> if the event has no exact time.</summary>
    public static DateTimeOffset TimeOf(EngineEvent happened, DateTimeOffset now) =>
        happened.TimeNano > 0
            ? DateTimeOffset.UnixEpoch.AddTicks(happened.TimeNano / TimeSpan.NanosecondsPerTick)
            : now;

    /// <summary>A name may be moved to another image while the container exists, so its original image is
    /// cached.</summary>
    private async Task<string?> OfContainerAsync(
        string action,
        EventActor container,
        CancellationToken cancellationToken
    )
    {
        var image = imageOf.GetValueOrDefault(container.Id)
            ?? (await engine.FindContainerAsync(container.Id, cancellationToken))?.Image
            ?? (
                container.Attributes.TryGetValue("image", out var name) && name.Length > 0
                    ? (await engine.FindImageAsync(name, cancellationToken))?.Id
                    : null
            );
        if (action == "destroy" || imageOf.Count >= MaxCachedContainers)
            imageOf.Remove(container.Id);
        else if (image is not null)
            imageOf[container.Id] = image;
        return image;
    }
}
