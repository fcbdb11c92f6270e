namespace NodeGc.Testing.ApiServer.Faults;

/// <summary>What goes wrong with a request.</summary>
public abstract record Fault
{
    private Fault()
    {
    }

    /// <summary>The server answers with this status code and a fitting <c>Status</c> object.</summary>
    /// <param name="Code">An HTTP status code, 400..599.</param>
    /// <param name="RetryAfterSeconds">Sent as <c>Retry-After</c> when given.</param>
    public sealed record Answer(int Code, int? RetryAfterSeconds = null) : Fault;

    /// <summary>The connection breaks before anything is done.</summary>
    public sealed record Abort : Fault;

    /// <summary>The request is carried out, and then the connection breaks, so that the client cannot know.</summary>
    public sealed record AbortAfterwards : Fault;

    /// <summary>The request waits, then goes on.</summary>
    public sealed record Delay(TimeSpan Time) : Fault;
}
