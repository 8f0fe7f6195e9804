namespace ParallelCore.Tests.Docs;

/// <summary>What the snippets of the documents use without declaring it. Named as a reader would name it.</summary>
public static class Given
{
    public static readonly double[] a = new double[10_000];
    public static readonly double[] b = new double[10_000];
    public static readonly double[,] source = new double[100, 200];
    public static readonly double[,] target = new double[200, 100];
    public static readonly List<int>[] lists = [[3, 1, 2], [2, 1], []];
    public static readonly int n = 10_000;
    public static readonly CancellationToken token = CancellationToken.None;
    public static readonly string[] urls = ["https://example.org/"];
    public static readonly HttpClient client = new();

    public static void Work(int i) => b[i] = i;

    public static long Cost(int i) => i % 7;

    public static bool IsBad(int i) => i == 1234;

    public static bool IsPrime(int i) => i is 2 or 3 or 5 or 7;
}
