using NodeGc.Docker;

namespace NodeGc.Agent.Daemon;

/// <summary>Tells which image an engine's event is a use of.</summary>
internal sealed class UseReader(DockerClient engine)
{
    private const int MostContainers = 10_000;

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

    /// <summary>The image's ID; null where the event uses none, or none that is there any more.</summary>
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

    /// <summary>When it happened; <paramref name="now"/> for an engine that does not tell exactly.</summary>
    public static DateTimeOffset TimeOf(EngineEvent happened, DateTimeOffset now) =>
        happened.TimeNano > 0
            ? DateTimeOffset.UnixEpoch.AddTicks(happened.TimeNano / TimeSpan.NanosecondsPerTick)
            : now;

    /// <summary>A name may be given to another image while the container lives, so what it stood for at first is
    /// remembered.</summary>
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
        if (action == "destroy" || imageOf.Count >= MostContainers)
            imageOf.Remove(container.Id);
        else if (image is not null)
            imageOf[container.Id] = image;
        return image;
    }
}
