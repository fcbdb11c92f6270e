using System.Text.Json.Nodes;

namespace NodeGc.Testing.ApiServer.Http;

/// <summary>Ends a request with a <c>Status</c> object. The words are those of a real API server, because people and
/// tools read them.</summary>
internal sealed class ApiError(int code, string reason, string message) : Exception(message)
{
    public int Code => code;

    public string Reason => reason;

    public JsonObject? Details { get; init; }

    /// <summary>The error as the wire carries it: <c>kind: Status</c>.</summary>
    public JsonObject ToStatus()
    {
        var status = new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = Message,
            ["reason"] = reason,
            ["code"] = (long)code,
        };
        if (Details is not null)
            status["details"] = Details.DeepClone();
        return status;
    }
}
