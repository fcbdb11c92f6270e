namespace NodeGc.Docker;

/// <summary>A request to the engine failed or its answer was malformed. The message says what, where and how to fix
/// it.</summary>
public sealed class DockerException(DockerFailure failure, string message, Exception? cause = null)
    : Exception(message, cause)
{
    public DockerFailure Failure { get; } = failure;
}
