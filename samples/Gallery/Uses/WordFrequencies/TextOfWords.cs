using System.Text;

namespace ParallelCore.Gallery.Uses.WordFrequencies;

/// <summary>A large text, made on the spot, the same at every run.</summary>
internal static class TextOfWords
{
    private const int WordsInALine = 12;
    private const int Vocabulary = 5_000;

    public static string Make(int words)
    {
        var random = new Random(29);
        var text = new StringBuilder();
        for (int i = 0; i < words; i++)
        {
            text.Append("w").Append((int)(Vocabulary * Math.Pow(random.NextDouble(), 3)));
            text.Append(i % WordsInALine == WordsInALine - 1 ? '\n' : ' ');
        }

        return text.ToString();
    }
}
