using System.Runtime.InteropServices;

namespace ParallelCore.Gallery.Uses.WordFrequencies;

/// <summary>How often does each word of a text occur?</summary>
internal static partial class Frequencies
{
    public static Dictionary<string, int> Sequential(string text)
    {
        var counts = new Dictionary<string, int>();
        Count(text, counts);
        return counts;
    }

    /// <summary>Looks words up as views of the text: a string is made once for each different word.</summary>
    private static void Count(ReadOnlySpan<char> text, Dictionary<string, int> counts)
    {
        var byView = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        while (!text.IsEmpty)
        {
            int length = text.IndexOfAny(' ', '\n');
            ReadOnlySpan<char> word = length < 0 ? text : text[..length];
            if (!word.IsEmpty)
                CollectionsMarshal.GetValueRefOrAddDefault(byView, word, out _)++;
            text = length < 0 ? default : text[(length + 1)..];
        }
    }
}
