using System.Text.Json;
using NodeGc.Collector.Inventories;
using NodeGc.Storage.Bolt;
using NodeGc.Storage.Linux;

namespace NodeGc.Storage.Reading;

/// <summary>
/// Reads pieces of metadata. A piece that cannot be read is looked at once more a little later, since an engine writes some files in
/// several steps; if it is still bad, it becomes a doubt, and the rest is read all the same.
/// </summary>
internal sealed class Pieces(Findings findings)
{
    private const string Mend = "Restore it from a backup, or remove what it describes through the engine.";

    private const int LongestQuote = 400;

    private readonly List<Piece> suspects = [];

    /// <summary>Whether anything has to be looked at once more.</summary>
    public bool HasSuspects => suspects.Count > 0;

    /// <summary>Reads a piece; a bad one is kept for the second look.</summary>
    public void Read(string path, DoubtScope scope, Action read)
    {
        var piece = new Piece(path, scope, read);
        if (FindDoubt(piece) is not null) suspects.Add(piece);
    }

    /// <summary>Reads what was bad once more and doubts what still is.</summary>
    public void LookAgain()
    {
        foreach (var doubt in suspects.Select(FindDoubt)) if (doubt is not null) findings.Add(doubt);
        suspects.Clear();
    }

    private static Doubt? FindDoubt(Piece piece)
    {
        try
        {
            piece.Read();
            return null;
        }
        catch (LayoutUnknownException unknown)
        {
            return Of(piece, DoubtKind.UnknownLayout, unknown.Message, "Update NodeGc, or remove it by hand if it is not the engine's.");
        }
        catch (LinuxException refused)
        {
            return Of(piece, DoubtKind.MetadataDamaged, Explain(refused), "Check what lies at this path and who may read it.");
        }
        catch (InvalidOperationException garbled)
        {
            // System.Text.Json says so where a string in a document is no proper text.
            return Of(piece, DoubtKind.MetadataDamaged, garbled.Message, Mend);
        }
        catch (JsonException broken)
        {
            return Of(piece, DoubtKind.MetadataDamaged, $"It is no proper JSON (line {broken.LineNumber + 1})", Mend);
        }
        catch (Exception damage) when (damage is MetadataDamagedException or BoltException)
        {
            return Of(piece, DoubtKind.MetadataDamaged, damage.Message, Mend);
        }
    }

    private static Doubt Of(Piece piece, DoubtKind kind, string what, string remedy) =>
        new(kind, piece.Scope, piece.Path, $"{Printable(what).TrimEnd('.')}. {remedy}");

    /// <summary>Damaged files are quoted in messages: what they hold must neither steer a terminal nor outgrow a condition.</summary>
    private static string Printable(string what)
    {
        var text = string.Concat(what.Take(LongestQuote).Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));
        return what.Length > LongestQuote ? $"{text}…" : text;
    }

    private static string Explain(LinuxException refused) => refused.Errno switch
    {
        Errno.ELOOP => $"a symbolic link lies where a directory or file of the engine should be ({refused.Path})",
        Errno.ENOTDIR => $"something else lies where a directory should be ({refused.Path})",
        Errno.EFBIG => "it is too long to be metadata of an engine",
        Errno.EXDEV => $"a mount lies where none should be ({refused.Path})",
        _ => refused.Message,
    };
}
