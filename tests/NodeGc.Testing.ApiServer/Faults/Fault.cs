namespace NodeGc.Testing.ApiServer.Faults;

/// <summary>What goes wrong with a request.</summary>
public abstract record Fault
{
    private Fault() { }

    /// <summary>The server answers with this status code and a fitting <c>Status</c> object.</summary>
    /// <param name="Code">An HTTP status code, 400..599.</param>
    /// <param name="RetryAfterSeconds">Sent as <c>Retry-After</c> when given.</param>
    public sealed record Answer(int Code, int? RetryAfterSeconds = null) : Fault;

    /// <summary>The connection breaks before anything is done.</summary>
    public sealed record Abort : Fault;

    /// <summary>The request is carried out, and then the connection breaks, so that the client cannot know.</summary>
    public sealed record AbortAfterwards : Fault;

    /// <summary>The request waits, by the server's clock, then goes on.</summary>
    public sealed record Delay(TimeSpan Time) : Fault;

    /// <summary>A watch is answered, and ends in order before it has told anything.</summary>
    public sealed record EndAtOnce : Fault;

    /// <summary>Something else happens first: another client writes, or a test has what it waited for.</summary>
    public sealed record Meanwhile(Func<Task> Happens) : Fault;
}
