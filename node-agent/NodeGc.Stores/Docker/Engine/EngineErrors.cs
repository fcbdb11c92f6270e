using NodeGc.Docker;

namespace NodeGc.Stores.Docker.Engine;

/// <summary>Why no socket gave the engine's state, and how to fix it.</summary>
internal sealed class EngineErrors
{
    private readonly List<string> sentences = [];

    public bool IsEmpty => sentences.Count == 0;

    /// <summary>An engine was reached but returned an error: mounting its socket again or elsewhere would not
    /// help.</summary>
    public bool HasAnswered { get; private set; }

    public void Add(DockerException failure)
    {
        sentences.Add(failure.Message.TrimEnd('.'));
        HasAnswered |= failure.Failure is DockerFailure.Refused or DockerFailure.BadAnswer or DockerFailure.Unsupported;
    }

    /// <summary>The engine at <paramref name="socket"/> uses another data root.</summary>
    public void AddOtherDataRoot(string socket) => sentences.Add($"{socket} belongs to another data root");

    /// <summary>The engine at <paramref name="socket"/> reports a data root that is not visible from here.</summary>
    public void AddUnreachableDataRoot(string socket, string dataRoot) =>
        sentences.Add(
            $"the engine at {socket} uses {dataRoot}, which is not visible from here: it may be this data root"
        );

    /// <summary>Other evidence that the engine is running, or why it cannot be queried.</summary>
    public void Add(string sign) => sentences.Add(sign);

    public override string ToString() =>
        HasAnswered
            ? $"The Docker daemon for this data root returned an error: {Join()}. Fix it and retry; see the daemon log."
            : "The Docker daemon for this data root does not respond: "
                + $"{(IsEmpty ? "it listens on no unix socket" : Join())}. Mount its socket or restart the daemon.";

    private string Join() => string.Join("; ", sentences);
}
