using System.Buffers.Text;
using System.Text.Json;
using NodeGc.Testing.ApiServer.Http;

namespace NodeGc.Testing.ApiServer.Rest;

/// <summary>Where the next page of a listing begins, and in which moment of the store.</summary>
internal sealed record ContinueToken(long Revision, string After)
{
    public override string ToString() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this));

    public static ContinueToken Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<ContinueToken>(Base64Url.DecodeFromChars(text))!;
        }
        catch (Exception failure) when (failure is FormatException or JsonException)
        {
            throw ApiErrors.BadRequest($"continue key is not valid: {failure.Message}");
        }
    }
}
