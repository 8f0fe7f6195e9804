using System.Text.RegularExpressions;
using FluentAssertions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using ParallelCore.Analyzers;
using ParallelCore.AnalyzerTests.Loops;
using ParallelCore.CodeFixes.Refactorings;

namespace ParallelCore.AnalyzerTests.Fixes;

/// <summary>
/// A method that calls itself on two parts of an array may do both at once if the parts are proven not to overlap, and nothing else is touched. Each method is compiled and run in both forms;
/// each that isn't offered differs from one that is by what forbids it.
/// </summary>
public sealed partial class DivideAndConquerTests
{
    private const string Usings = "using System;\nusing System.Linq;\nusing ParallelCore;\n\n";

    private const string HalfOpen = " /* half open */";

    private const string Swap = "static void Swap(ref int x, ref int y) { int t = x; x = y; y = t; } ";

    private const string Partition = Swap + "static int Partition(int[] a, int lo, int hi) { int pivot = a[hi]; int p = lo; for (int i = lo; i < hi; i++) { if (a[i] < pivot) { Swap(ref a[i], ref a[p]); p++; } } Swap(ref a[p], ref a[hi]); return p; } ";

    private const string Merge = "static void Merge(int[] a, int lo, int mid, int hi) { var merged = new int[hi - lo]; int i = lo, j = mid, n = 0; while (i < mid && j < hi) { merged[n++] = a[i] <= a[j] ? a[i++] : a[j++]; } while (i < mid) merged[n++] = a[i++]; while (j < hi) merged[n++] = a[j++]; for (int k = lo; k < hi; k++) { a[k] = merged[k - lo]; } } ";

    private static readonly (string Name, string Methods)[] s_offered =
    [
        ("Quicksort, closed", Partition + "static void Sort(int[] a, int lo, int hi) { if (lo >= hi) return; int p = Partition(a, lo, hi); Sort(a, lo, p - 1); Sort(a, p + 1, hi); }"),
        ("Quicksort, the greater part first", Partition + "static void Sort(int[] a, int lo, int hi) { if (lo >= hi) return; int p = Partition(a, lo, hi); Sort(a, p + 1, hi); Sort(a, lo, p - 1); }"),
        ("Quicksort in one piece", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 1) return; int p = lo; for (int i = lo; i < hi; i++) { if (a[i] < a[hi]) { (a[i], a[p]) = (a[p], a[i]); p++; } } (a[p], a[hi]) = (a[hi], a[p]); Sort(a, lo, p - 1); Sort(a, p + 1, hi); }"),
        ("Quicksort, half open", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 2) return; int last = hi - 1, p = lo; for (int i = lo; i < last; i++) { if (a[i] < a[last]) { (a[i], a[p]) = (a[p], a[i]); p++; } } (a[p], a[last]) = (a[last], a[p]); Sort(a, lo, p); Sort(a, p + 1, hi); }" + HalfOpen),
        ("Quicksort behind ifs", Partition + "static void Sort(int[] a, int lo, int hi) { if (lo >= hi) return; int p = Partition(a, lo, hi); if (lo < p - 1) Sort(a, lo, p - 1); if (p + 1 < hi) { Sort(a, p + 1, hi); } }"),
        ("Quicksort with bounded scans", "static void Sort(int[] a, int lo, int hi) { if (lo >= hi) return; int pivot = a[lo], i = lo + 1, j = hi; while (i <= j) { while (i <= j && a[i] <= pivot) i++; while (i <= j && a[j] > pivot) j--; if (i < j) { int t = a[i]; a[i] = a[j]; a[j] = t; } } a[lo] = a[j]; a[j] = pivot; Sort(a, lo, j - 1); Sort(a, j + 1, hi); }"),
        ("Quicksort with insertion sort below", Partition + "static void Insert(int[] a, int lo, int hi) { for (int i = lo + 1; i <= hi; i++) { int x = a[i]; int j = i - 1; while (j >= lo && a[j] > x) { a[j + 1] = a[j]; j--; } a[j + 1] = x; } } static void Sort(int[] a, int lo, int hi) { if (lo >= hi) return; if (hi - lo < 16) { Insert(a, lo, hi); return; } int p = Partition(a, lo, hi); Sort(a, lo, p - 1); Sort(a, p + 1, hi); }"),
        ("Merge sort", Merge + "static void Sort(int[] a, int lo, int hi) { if (hi - lo <= 1) return; int mid = lo + (hi - lo) / 2; Sort(a, lo, mid); Sort(a, mid, hi); Merge(a, lo, mid, hi); }" + HalfOpen),
        ("Merge sort, other middle", Merge + "static void Sort(int[] a, int lo, int hi) { if (hi - lo <= 1) return; int mid = (lo + hi) >> 1; Sort(a, lo, mid); Sort(a, mid, hi); Merge(a, lo, mid, hi); }" + HalfOpen),
        ("Fill", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { for (int i = lo; i < hi; i++) a[i] = i * 3; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }" + HalfOpen),
        ("Of an object with a field that is read", "int _factor = 3; void Go(int[] a, int lo, int hi) { if (hi - lo < 8) { for (int i = lo; i < hi; i++) a[i] *= _factor; return; } int mid = (lo + hi) / 2; Go(a, lo, mid); Go(a, mid, hi); } static void Sort(int[] a, int lo, int hi) => new Edited().Go(a, lo, hi + 1);"),
        ("Two names of one array", "static void Go(int[] a, int[] b, int lo, int hi) { if (hi - lo < 8) { for (int i = lo; i < hi; i++) a[i] = b[i] + 1; return; } int mid = (lo + hi) / 2; Go(b, a, lo, mid); Go(a, b, mid, hi); } static void Sort(int[] a, int lo, int hi) => Go(a, a, lo, hi + 1);"),
    ];

    [Fact]
    public async Task Parts_ThatDontOverlap_RunTogetherAndGiveTheSame()
    {
        string before = Usings, after = Usings;
        foreach ((string name, string methods) in s_offered)
        {
            string type = TypeOf(name), source = Usings + Program(type, methods);
            using var offered = new Offered(source);
            IReadOnlyDictionary<string, string> texts = await offered.Refactorings(new RecursionRefactoringProvider(), source[Pairs().Match(source).Index..]);
            texts.Should().ContainKey("ForkJoin", name);
            before += source[Usings.Length..];
            after += texts["ForkJoin"].Replace(Usings, "", StringComparison.Ordinal);
        }

        CSharpCompilation changed = TwoForms.Compile(after);
        using TwoForms.Loaded one = TwoForms.Load(TwoForms.Compile(before)), both = TwoForms.Load(changed);
        foreach ((string name, _) in s_offered)
            both.Run(TypeOf(name), "M").Should().Be(one.Run(TypeOf(name), "M"), name);
        (await changed.WithAnalyzers([new ParallelBodyAnalyzer()]).GetAnalyzerDiagnosticsAsync()).Should().BeEmpty("what is offered, the rules don't suspect");
    }

    private static readonly (string Name, string Methods)[] s_refused =
    [
        ("parts share an element", Partition + "static void Sort(int[] a, int lo, int hi) { if (lo >= hi) return; int p = Partition(a, lo, hi); Sort(a, lo, p); Sort(a, p, hi); }"),
        ("open bounds that meet", Merge + "static void Sort(int[] a, int lo, int hi) { if (hi - lo <= 1) return; int mid = lo + (hi - lo) / 2; Sort(a, lo, mid + 1); Sort(a, mid, hi); Merge(a, lo, mid, hi); }"),
        ("a part outside of the part", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { for (int i = lo; i < hi; i++) a[i] = i; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi + 1); }"),
        ("an element outside of the part is read", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { for (int i = lo; i < hi; i++) a[i] = a[i + 1]; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("an element outside of the part is read at its begin", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { for (int i = lo; i < hi; i++) a[i] = a[lo - 1]; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("a scan that only the data stops", "static void Sort(int[] a, int lo, int hi) { int pivot = a[(lo + hi) / 2], i = lo, j = hi; while (i <= j) { while (a[i] < pivot) i++; while (a[j] > pivot) j--; if (i <= j) { (a[i], a[j]) = (a[j], a[i]); i++; j--; } } if (lo < j) Sort(a, lo, j); if (i < hi) Sort(a, i, hi); }"),
        ("a field is written", "static int s_n; static void Sort(int[] a, int lo, int hi) { s_n++; if (hi - lo < 8) { return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("an array of a field", "static int[] s_a = new int[9]; static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { for (int i = lo; i < hi; i++) a[i] = s_a[0]; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("an array of an array", "static void Sort(int[][] a, int lo, int hi) { if (hi - lo < 8) { for (int i = lo; i < hi; i++) a[i][0] = i; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("a second name", "static void Sort(int[] a, int lo, int hi) { int[] b = a; if (hi - lo < 8) { for (int i = lo; i < hi; i++) b[i + 1] = i; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("another array is handed on", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { for (int i = lo; i < hi; i++) a[i] = i; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(Other(), mid, hi); } static int[] Other() => new int[9];"),
        ("a bound that is an element", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { for (int i = lo; i < hi; i++) a[i] = i; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, a[lo]); }"),
        ("something in between", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { for (int i = lo; i < hi; i++) a[i] = i; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); a[lo]++; Sort(a, mid, hi); }"),
        ("a shared variable", "static void Sort(int[] a, int lo, int hi, ref int n) { n++; if (hi - lo < 8) { return; } int mid = (lo + hi) / 2; Sort(a, lo, mid, ref n); Sort(a, mid, hi, ref n); }"),
        ("a span", "static void Sort(Span<int> a, int lo, int hi) { if (hi - lo < 8) { for (int i = lo; i < hi; i++) a[i] = i; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("code that isn't known", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { Console.WriteLine(lo); return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("somebody's comparison", "static void Sort<T>(T[] a, int lo, int hi) where T : IComparable<T> { if (hi - lo < 2) { return; } if (a[lo].CompareTo(a[hi - 1]) > 0) (a[lo], a[hi - 1]) = (a[hi - 1], a[lo]); int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("a failure that is caught", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { return; } int mid = (lo + hi) / 2; try { Sort(a, lo, mid); Sort(a, mid, hi); } catch (IndexOutOfRangeException) { } }"),
        ("a method that may be overridden", "public class B { public virtual void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); } }"),
        ("another object", "Edited _other = null; void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { for (int i = lo; i < hi; i++) a[i] = i; return; } int mid = (lo + hi) / 2; _other.Sort(a, lo, mid); _other.Sort(a, mid, hi); }"),
        ("an index that wraps", "static void Sort(int[] a, int lo, int hi) { int i = lo; while (i != 7) i++; if (i < hi) a[i] = 3; if (hi - lo < 8) { return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("an index changed through a reference", "static void Far(ref int i) { i = 0; } static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { for (int i = lo; i < hi; i++) { int j = i; Far(ref j); a[j] = i; } return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("an index that was read before it changed", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { for (int i = lo; i < hi; i++) { int j = lo; int k = j + (j = i); a[k] = 1; } return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("a middle that may lie outside", "static void Sort(int[] a, int lo, int hi) { int mid = (lo + hi) / 2; if (hi < lo + 8) { return; } a[mid] = 1; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("a bound that a loop has moved", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { for (int i = lo; i < hi; i++) a[i] = i; return; } int mid = (lo + hi) / 2; while (mid < a.Length) mid++; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("a middle that is cut off", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { for (int i = lo; i < hi; i++) a[i] = i; return; } int mid = (short)(lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("a half that is cut off", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { for (int i = lo; i < hi; i++) a[i] = i; return; } int mid = lo + (sbyte)((hi - lo) / 2); Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("an index that moves on once", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { int i = lo, m = (i++ + hi) / 2; if (lo < hi) a[i - 2] = m; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("three quarters and three quarters", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { for (int i = lo; i < hi; i++) a[i] = i; return; } int mid = (lo + hi) / 2, up = (mid + hi) / 2, down = (lo + mid) / 2; Sort(a, lo, up); Sort(a, down, hi); }"),
        ("an index assigned where it is used", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { int k = lo - 2; if (k + 2 < hi) a[k = k + 1] = 0; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("a method in the arguments of itself", "static int One(int x, int y) { return x; } static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { int k = One(hi, One(lo, 0)); if (lo < hi) a[k] = 1; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("what holds behind a break", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { int m = lo; for (int i = lo; i < hi; i++) { if (a[i] > 3) { m = hi; break; } } if (lo < hi) a[m] = 1; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("what holds behind a continue", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { int k = lo; for (int i = lo; i < hi; i++) { a[k] = i; if (a[i] > 3) { k = hi; continue; } } return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("an index with a second name", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { int k = lo; ref int x = ref k; x = hi; if (lo < hi) a[k] = 1; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("an index that wraps in threes", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { int i = lo; while (i != 7) i += 3; if (i < hi) a[i] = 3; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("an element before one that moves on", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { int i = lo; if (lo < hi) a[i++ - 1] = 0; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("a helper that may be overridden", "public class D { public virtual int Factor(int x) { return x; } public void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { for (int i = lo; i < hi; i++) a[i] = Factor(i); return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); } }"),
        ("a type that is made ready on its first use", "static class Late { static Late() { Console.WriteLine(); } public static int Of(int x) { return x; } } static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { for (int i = lo; i < hi; i++) a[i] = Late.Of(i); return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("a class that is made ready on its first use", "static Edited() { Console.WriteLine(); } static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { for (int i = lo; i < hi; i++) a[i] = i; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("a bound that an argument moves", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { for (int i = lo; i < hi; i++) a[i] = i; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid--); Sort(a, mid, hi); }"),
        ("a part that begins before the part", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { for (int i = lo; i < hi; i++) a[i] = i; return; } int mid = (lo + hi) / 2; Sort(a, lo - 1, mid); Sort(a, mid, hi); }"),
        ("somebody's conversion", "class W { static int s_n; public static implicit operator int(W w) { return s_n++; } } static W s_w = new W(); static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { if (lo < hi) { int z = s_w; a[lo] = z; } return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("somebody's operator", "struct V { static int s_n; public static V operator +(V x, V y) { s_n++; return x; } } static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { V v = default; v = v + v; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("somebody's sign", "struct V { static int s_n; public static V operator -(V x) { s_n++; return x; } } static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { V v = default; v = -v; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("somebody's sum", "struct V { static int s_n; public static V operator +(V x, V y) { s_n++; return x; } } static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { V v = default; v += v; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("an index that is set with another", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { int k = lo, z = 0; (k, z) = (hi, lo); if (lo < hi) a[k] = z; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("an index that is set with another, by values without names", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { int k = lo, z = 0; (k, z) = (hi + 0, lo + 0); if (lo < hi) a[k] = z; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("a property that does something", "static int s_n; static int N { get { s_n++; return s_n; } } static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { if (lo < hi) { int z = N; a[lo] = z; } return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("a variable of the thread", "[ThreadStatic] static int t_n; static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { if (lo < hi) { int z = t_n; a[lo] = z; } return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("a comparison that moves what it compares", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { int j = lo; if (j < (j = j + 1)) a[hi] = 1; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("an element outside that is handed on", "static void Swap(ref int x, ref int y) { int t = x; x = y; y = t; } static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { if (lo < hi) Swap(ref a[hi], ref a[lo]); return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("a helper with two results", "static int Pick(int x, int y) { if (x > 3) return y; return x; } static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { int k = Pick(lo, hi); if (lo < hi) a[k] = 1; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("an index that is set behind an if", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { int k = lo; if (hi > 100) k = hi; if (lo < hi) a[k] = 1; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("an index that is set in an and", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { int k = lo; if (hi > 5 && (k = hi) > 7) { return; } if (lo < hi) a[k] = 1; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("an index that is set in an or", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { int k = lo; if (hi < 5 || (k = hi) < 7) { if (lo < hi) a[k] = 1; } return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("a statement that is not followed", "static int[] s_numbers = new int[3]; static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { foreach (int x in s_numbers) { a[hi] = x; } return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("a second name of an index that moves", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { int k = lo; ref int x = ref k; k = hi; if (lo < hi) a[x] = 1; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("a number handed by reference", "static int Next(ref int i, int x) { int r = i; i = x; return r; } static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { int j = lo; Next(ref j, lo); int m = hi; int k = Next(ref m, lo); if (lo < hi) a[k] = 1; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("a bound that an argument moves on", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { for (int i = lo; i < hi; i++) a[i] = i; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid++); Sort(a, mid, hi); }"),
        ("an argument that is an element", "static void Sort(int[] a, int lo, int hi, int x) { if (hi - lo < 8) { for (int i = lo; i < hi; i++) a[i] = x; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid, x); Sort(a, mid, hi, a[lo]); }"),
        ("one too many, at most", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { for (int i = lo; i <= hi; i++) a[i] = i; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("one too many, greater", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { for (int i = lo; hi + 1 > i; i++) a[i] = i; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("one too many, at least", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { for (int i = lo; hi >= i; i++) a[i] = i; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("one too many, not less", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { for (int i = lo; !(hi < i); i++) a[i] = i; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("one too many, not at most", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { for (int i = lo; !(hi + 1 <= i); i++) a[i] = i; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("one too many, not greater", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { for (int i = lo; !(i > hi); i++) a[i] = i; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("one too many, not at least", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { for (int i = lo; !(i >= hi + 1); i++) a[i] = i; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("a difference that moves what it compares", "static void Sort(int[] a, int lo, int hi) { if (hi - lo < 8) { int j = hi; if (lo < hi) a[lo + (j - (j = lo))] = 1; return; } int mid = (lo + hi) / 2; Sort(a, lo, mid); Sort(a, mid, hi); }"),
        ("a sum that may wrap", "static void Sort(int[] a, int lo, int hi, int n) { if (hi - lo < 8) { if (n > lo) { int m = n + 1; if (m < hi) a[m] = 1; } return; } int mid = (lo + hi) / 2; Sort(a, lo, mid, n); Sort(a, mid, hi, n); }"),
        ("a sum that may wrap, the other way round", "static void Sort(int[] a, int lo, int hi, int n) { if (hi - lo < 8) { if (n > lo) { int m = 1 + n; if (m < hi) a[m] = 1; } return; } int mid = (lo + hi) / 2; Sort(a, lo, mid, n); Sort(a, mid, hi, n); }"),
        ("a middle of nothing", "static void Sort(int[] a, int lo, int hi) { int mid = (lo + hi) / 2; a[mid] = 1; if (hi < lo + 8) return; Sort(a, lo, mid); Sort(a, mid + 1, hi); }"),
    ];

    [Fact]
    public async Task Parts_OfWhichThatIsNotProven_AreNotOffered()
    {
        string source = Usings + string.Concat(s_refused.Select(static one => $"public class {TypeOf(one.Name)} {{\n{one.Methods.Replace("Edited", TypeOf(one.Name), StringComparison.Ordinal)}\n}}\n"));
        TwoForms.Compile(source).GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Should().BeEmpty();
        using var offered = new Offered(source);
        int[] places = [.. Pairs().Matches(source).SelectMany(static found => new[] { found.Index, found.Groups["next"].Index })];
        places.Should().HaveCount(2 * s_refused.Length);
        foreach (int place in places)
            (await offered.Refactorings(new RecursionRefactoringProvider(), place)).Should().BeEmpty(source[source.LastIndexOf("public class", place, StringComparison.Ordinal)..place]);
    }

    private static string TypeOf(string name) => "Case_" + string.Concat(name.Select(static c => char.IsLetter(c) ? c : '_'));

    // Sorts a[0] to its end; a method whose end is the index behind the last gets one more.
    private static string Program(string type, string methods)
    {
        string end = methods.Contains(HalfOpen, StringComparison.Ordinal) ? "a.Length" : "a.Length - 1";
        return $$"""
            public class {{type}}
            {
            {{methods.Replace("Edited", type, StringComparison.Ordinal)}}
            public static object M()
            {
                var random = new Random(5);
                int[] sizes = { 0, 1, 2, 3, 8, 17, 500 };
                return string.Join("|", sizes.Select(n => { int[] a = Enumerable.Range(0, n).Select(_ => random.Next(100)).ToArray(); Sort(a, 0, {{end}}); return string.Join(",", a); }));
            }
            }

            """;
    }

    // The first of two calls, or an if before it, and what follows it.
    [GeneratedRegex(@"(if \([^()]*\) )?(Sort|Go|_other\.Sort)\([^()]*\); (?<next>if|Sort|Go|a\[lo\]|_other)")]
    private static partial Regex Pairs();
}
