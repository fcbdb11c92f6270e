namespace NodeGc.Testing.ApiServer.Http;

/// <summary>The reason and words that belong to a bare status code.</summary>
internal static class StatusText
{
    public static ApiError Parse(int code) =>
        code switch
        {
            401 => ApiErrors.Unauthorized(),
            403 => new ApiError(code, "Forbidden", "forbidden"),
            404 => ApiErrors.UnknownResource(),
            409 => new ApiError(code, "Conflict", "the server reported a conflict"),
            410 => ApiErrors.Expired("The resourceVersion for the provided watch is too old."),
            429 => new ApiError(code, "TooManyRequests", "Too many requests, please try again later."),
            503 => new ApiError(code, "ServiceUnavailable", "the server is currently unable to handle the request"),
            504 => new ApiError(code, "Timeout", "the server was unable to return a response in the time allotted"),
            >= 500 => new ApiError(
                code,
                "InternalError",
                "an error on the server has prevented the request from succeeding"
            ),
            _ => new ApiError(code, "BadRequest", "the server rejected our request for an unknown reason"),
        };
}
