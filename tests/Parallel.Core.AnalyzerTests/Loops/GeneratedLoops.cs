using System.Globalization;
using System.Text;

namespace ParallelCore.AnalyzerTests.Loops;

/// <summary>Writes loops of all kinds, safe ones and such that depend on their order in obvious and in hidden ways: one method each, which returns all that the loop left behind.</summary>
internal sealed class GeneratedLoops(int seed)
{
    private const string Shared = """
        public struct P { public int X; public int Y; }
        public sealed class C { public int V; public int[] Data = new int[96]; public int Auto { get; set; } }
        public record struct R(int A, int B);
        static int S; static readonly int[] Table = Enumerable.Range(0, 96).Select(x => x * 7 % 13).ToArray(); static int[] F = new int[96];
        static int Pure(int x) { int y = x; for (int q = 0; q < 3; q++) { y = y * 31 + q; } return y; }
        static int Looks(int x) => Table[(x & 1023) % 96] + x;
        static int LooksF(int x) => F[(x & 1023) % 96] + x;
        static int At(int[] v, int x) => v[(x & 1023) % v.Length];
        static int Twice(int x) => x <= 0 ? 1 : (Twice(x - 1) + 1) & 255;
        static int Impure(int x) { S++; return x + S; }
        static int Hidden(int x) { F[(x & 1023) % 96]++; return x; }
        static string Text<T>(IEnumerable<T> items) => string.Join(",", items);

        """;

    private readonly Random _random = new(seed);

    /// <summary>A class whose methods are the loops <c>M0</c>, <c>M1</c> ...</summary>
    public string Class(int count)
    {
        var text = new StringBuilder(TwoForms.Usings).Append("public static class Loops\n{\n").Append(Shared);
        for (int i = 0; i < count; i++)
        {
            text.Append(Method(i));
        }

        return text.Append("}\n").ToString();
    }

    private string Method(int id)
    {
        // Two names of one array are the trap that only a proof sees.
        string b = Pick("new int[96]", "new int[96]", "a"), c = Pick("new long[96]", "new long[96]", "new long[40]");
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"public static string M{id}() {{ S = 0; F = new int[96]; var given = Enumerable.Range(0, 96).Select(x => x * 5 % 17 - 4).ToArray(); return L{id}(given, {Pick("given", "Enumerable.Range(0, 96).ToArray()", "Enumerable.Range(3, 96).ToArray()")}, {_random.Next(0, 40)}, {_random.Next(0, 5)}); }}\n");
        text.Append(CultureInfo.InvariantCulture, $"static string L{id}(int[] a, int[] p, int n, int k)\n{{\n");
        text.Append(CultureInfo.InvariantCulture, $"int s = {_random.Next(-3, 4)}; int u = 2; long l = 5; uint w = 7; bool any = false; double d = 0.5; int width = {_random.Next(1, 3)}; string str = \"\";\n");
        text.Append(CultureInfo.InvariantCulture, $"int[] b = {b}; long[] c = {c}; var g = new int[48, 4]; var points = new P[96]; var items = new C[96]; for (int z = 0; z < 96; z++) {{ items[z] = new C {{ V = z }}; if (z % 7 == 3) items[z] = items[0]; }}\n");
        text.Append("var numbers = new List<int> { 4, 8, 1, 9, 3 }; var idx = new int[96]; for (int z = 0; z < 96; z++) { idx[z] = z * 3 % 29; }\n");
        string made = Pick("", "", "int[] made = new int[n];\n", "List<int> made = new List<int>();\n", "var made = new int[96];\n");
        text.Append(made.Length == 0 ? "int[] made = new int[96];\nif (k > 100) { return \"\"; }\n" : made);
        text.Append(Loop(made.Contains("List", StringComparison.Ordinal)));
        text.Append("\nreturn $\"{s} {u} {l} {w} {any} {d:R} {k} {n} {str} {S} | {Text(a)} | {Text(b)} | {Text(c)} | {Text(p)} | {Text(made)} | {Text(numbers)} | {Text(F)} | {Text(g.Cast<int>())} | {Text(points.Select(x => x.X * 100 + x.Y))} | {Text(items.Select(x => x.V + x.Auto + x.Data.Sum()))}\";\n}\n");
        return text.ToString();
    }

    private string Loop(bool hasList)
    {
        string head = Pick(
            "for (int i = 0; i < n; i++)", "for (int i = 0; i < n; i++)", "for (int i = 0; i < made.Length; i++)", "for (int i = 0; i < a.Length; i++)", "for (int i = 1; i < n; ++i)", "for (int i = k; i <= n; i++)",
            "for (var i = 2; i <= n - 1; i += 1)", "for (long i = 0; i < n; i++)", "for (int i = 0; i < numbers.Count; i++)", "for (int i = n; i < n; i++)", "for (int i = 0; i < s; i++)", "for (int i = 0; i < n; i += 2)", "for (int i = n; i > 0; i--)",
            "foreach (int i in numbers)", "foreach (int i in a)", "foreach (int i in p)", "foreach (var i in Enumerable.Range(1, n))");
        if (hasList)
        {
            head = head.Replace("made.Length", "n", StringComparison.Ordinal);
        }

        bool isLong = head.Contains("long", StringComparison.Ordinal);
        string body = Chance(80) ? Focused(hasList, isLong) : string.Join(" ", Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Statement(3, hasList, isLong)));
        return $"{head} {{ {body} }}";
    }

    /// <summary>A body that does one thing, the kind that can be proven; now and then something stands in its way.</summary>
    private string Focused(bool hasList, bool isLong)
    {
        string e = Value(2, isLong), t = Chance(40) ? $"int t = {Value(2, isLong)}; " : "int t = 1; ";
        string core = _random.Next(hasList ? 9 : 8) switch
        {
            0 => $"{Pick(hasList ? "b" : "made", "a", "b", "p")}[{Own(isLong)}] = {e} + t;",
            1 => $"{Pick("s", "u")} {Pick("+=", "-=", "*=", "^=", "|=", "&=")} {e};",
            2 => $"l += {e};",
            3 => Pick($"s = Math.Max(s, {e} + t);", $"if (t > s) s = t;", $"if (t < s) {{ s = t; }}", $"s = t > s ? t : s;", $"s = Math.Min({e}, s);", $"if (s < t) s = t;"),
            4 => $"if ({Condition(isLong)}) {Pick("s++;", "l++;", "s += 2;", "s--;", "{ u += t; u++; }")}",
            5 => Pick("points[i].X = t; points[i].Y += k;", "c[i] = t;", "c[i] += a[i] + t;", $"for (int j = 0; j < width; j++) {{ c[i * width + j] = j + t; }}", "for (int j = 0; j < 4; j++) { g[i, j] = t + j; }", "for (int j = 1; j < 4; j++) { g[i, j] = g[i, j - 1] + t; }"),
            6 => Pick("any |= t > 3;", "any = any | t > 3;", "w += 3u;", "w ^= (uint)t;", "l ^= t;", "l *= 3;"),
            7 => $"{{ int[] own = new int[3]; own[t & 1] = {e}; {Pick("a", "b", "c")}[i] = own[0] + own[1]; }}",
            _ => Pick("made.Add(t);", $"if ({Condition(isLong)}) made.Add({e});", $"made.Add({e});"),
        };
        string before = Chance(15) ? Statement(1, hasList, isLong) + " " : Chance(15) ? $"if ({Condition(isLong)}) {{ {Pick("continue;", "continue;", "continue;", "break;")} }} " : "";
        string after = Chance(8) ? " " + Statement(1, hasList, isLong) : "";
        return t + before + (Chance(20) ? $"if ({Condition(isLong)}) {{ {core} }}" : core) + after;
    }

    private string Statement(int depth, bool hasList, bool isLong)
    {
        string e = Value(2, isLong);
        return _random.Next(24) switch
        {
            0 => $"a[{Place(isLong)}] = {e};",
            1 => $"b[{Place(isLong)}] += {e};",
            2 => $"s += {e};",
            3 => $"l += {e};",
            4 => $"d += {e} * 0.3;",
            5 => $"u = {e};",
            6 => $"if ({e} > s) s = {e};",
            7 => $"if ({e} > s) {{ s = {e}; u = {I(isLong)}; }}",
            8 => "str += \"x\";",
            9 => $"S += {e};",
            10 => $"k++;",
            11 => $"items[{Place(isLong)}].V = {e};",
            12 => $"items[{Place(isLong)}].Auto += 1;",
            13 => $"items[{Place(isLong)}].Data[{Place(isLong)}] = {e};",
            14 => $"points[{Place(isLong)}].X = {e};",
            15 => $"F[{Place(isLong)}] = {e};",
            16 => $"numbers[(int)({Place(isLong)}) & 3] = {e};",
            17 => $"{{ int[] r = {Pick("a", "b", "items[0].Data")}; r[{Place(isLong)}] = {e}; }}",
            18 => $"(a[{Place(isLong)}], b[{Place(isLong)}]) = ({e}, 1);",
            19 => $"for (int j = 0; j < {Pick("width", "3", "4")}; j++) {{ c[{I(isLong)} * {Pick("width", "3", "2")} + j] = {e} + j; }}",
            20 => $"for (int j = 0; j < 3; j++) {{ g[{Pick(I(isLong), "j", "1")}, {Pick("j", "1", "k")}] = g[{Pick(I(isLong), "j", "1")}, {Pick("j", "2")}] + {e}; }}",
            21 => hasList ? $"made.Add({e});" : $"made[{Place(isLong)}] = {e};",
            22 when depth > 0 => $"if ({Condition(isLong)}) {{ {Statement(depth - 1, hasList, isLong)} }} else {{ {Statement(depth - 1, hasList, isLong)} }}",
            _ => $"u ^= {e};",
        };
    }

    private string Value(int depth, bool isLong) =>
        _random.Next(depth > 0 ? 24 : 12) switch
        {
            0 or 1 or 2 => I(isLong),
            3 or 4 => _random.Next(-5, 20).ToString(CultureInfo.InvariantCulture),
            5 => $"a[{Place(isLong)}]",
            6 => $"b[{Place(isLong)}]",
            7 => $"p[{Place(isLong)}]",
            8 => Pick("k", "n", "width", "k"),
            9 => Pick("s", "u", "(int)l", "F[0]", "S", "numbers.Count"),
            10 => Pick("Table[3]", $"idx[{Own(isLong)}]", "numbers[1]", $"items[{Own(isLong)}].V", $"points[{Own(isLong)}].X", $"(int)c[{Own(isLong)}]"),
            11 => Pick("a.Length", "p.Length", "(int)Math.Sqrt(81)", "\"abc\".Length", "new R(3, 4).B", "default(int)"),
            12 or 13 or 14 => $"({Value(depth - 1, isLong)} {Pick("+", "-", "*", "^", "&")} {Value(depth - 1, isLong)})",
            15 => $"Math.{Pick("Max", "Min")}({Value(depth - 1, isLong)}, {Value(depth - 1, isLong)})",
            16 => $"Pure({Value(depth - 1, isLong)})",
            17 => $"{Pick("Looks", "LooksF", "Twice")}({Value(depth - 1, isLong)} & 63)",
            18 => $"At({Pick("a", "b", "p")}, {Value(depth - 1, isLong)})",
            19 => $"({Condition(isLong)} ? {Value(depth - 1, isLong)} : {Value(depth - 1, isLong)})",
            20 => Chance(25) ? $"{Pick("Impure", "Hidden")}({Value(depth - 1, isLong)})" : I(isLong),
            21 => $"({I(isLong)} switch {{ 3 => 1, > 5 => {Value(depth - 1, isLong)}, _ => 2 }})",
            _ => $"Math.Abs({I(isLong)} - {_random.Next(0, 9)})",
        };

    private string Condition(bool isLong) => $"{Value(1, isLong)} {Pick("%  3 == 0", "> 4", "< 9", "!= 2")}";

    /// <summary>Mostly an index of this iteration's own.</summary>
    private string Own(bool isLong) => Chance(75) ? "i" : Place(isLong);

    private string Place(bool isLong) =>
        Pick("i", "i", "i", "i + 1", "i - 1", "i + k", "2 * i", "2 * i + 1", "k", "0", $"idx[{I(isLong)} & 63]", $"95 - {I(isLong)}", "i / 2", "i % 4", "i + 3", "k + i", "n");

    private static string I(bool isLong) => isLong ? "(int)i" : "i";

    private bool Chance(int percent) => _random.Next(100) < percent;

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];
}
