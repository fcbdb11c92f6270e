using NodeGc.Docker;

namespace NodeGc.Storage.Engine;

/// <summary>Why none of the sockets told what the engine knows, and what to do about it.</summary>
internal sealed class Refusals
{
    private readonly List<string> sentences = [];

    public bool AreNone => sentences.Count == 0;

    /// <summary>An engine was reached and could not tell: mounting its socket anew or elsewhere would change
    /// nothing.</summary>
    public bool AreAnswers { get; private set; }

    public void Add(DockerException failure)
    {
        sentences.Add(failure.Message.TrimEnd('.'));
        AreAnswers |= failure.Failure is DockerFailure.Refused or DockerFailure.BadAnswer or DockerFailure.Unsupported;
    }

    /// <summary>The engine at <paramref name="socket"/> uses another data root.</summary>
    public void AddAnother(string socket) => sentences.Add($"{socket} is that of another data root");

    /// <summary>The engine at <paramref name="socket"/> names a data root that is not seen from here.</summary>
    public void AddUnseen(string socket, string dataRoot) =>
        sentences.Add($"an engine answers at {socket} for {dataRoot}, which is not seen from here: it may be this one");

    /// <summary>Something else than an answer shows that the engine runs, or why it cannot be asked.</summary>
    public void Add(string sign) => sentences.Add(sign);

    public override string ToString() =>
        AreAnswers
            ? $"The engine of this data root does not tell what it knows: {Join()}. Mend what it names; its log says more."
            : $"The engine of this data root does not answer: {(AreNone ? "It listens on no unix socket" : Join())}. Mount its socket or restart the engine.";

    private string Join() => string.Join("; ", sentences);
}
