using System.Collections.Frozen;
using System.Globalization;
using System.Net;

namespace NodeGc.Operator.Telemetry;

/// <summary>Status codes as label values, from a fixed set: a proxy in between may answer with any code.</summary>
internal static class StatusLabel
{
    private const string NoResponse = "none";

    /// <summary>What an API server answers with.</summary>
    private static readonly FrozenSet<int> Known =
    [
        200,
        201,
        202,
        400,
        401,
        403,
        404,
        405,
        406,
        409,
        410,
        413,
        415,
        422,
        429,
        500,
        502,
        503,
        504,
    ];

    /// <summary>The code, its class such as <c>5xx</c>, or <c>none</c> if there was no response.</summary>
    public static string For(HttpStatusCode? status) =>
        status is not { } code ? NoResponse
        : Known.Contains((int)code) ? ((int)code).ToString(CultureInfo.InvariantCulture)
        : (int)code is >= 100 and < 600 ? $"{(int)code / 100}xx"
        : NoResponse;
}
