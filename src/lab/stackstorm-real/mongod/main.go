// What the lab has in place of MongoDB: FerretDB on SQLite, behind a filter for what StackStorm and mongorestore ask for and FerretDB
// lacks: indexes with expireAfterSeconds or ns, the flag u of regular expressions, and arrays in arrays, which it stores in a document.
package main

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"log"
	"net"
	"os"
	"strings"

	"github.com/FerretDB/FerretDB/ferretdb"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/bson/primitive"
)

const (
	outside = "127.0.0.1:27017"
	inside  = "127.0.0.1:27018"
	opMsg   = 2013
	nested  = "lab-nested-array"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == "--version" {
		fmt.Println("db version v4.4.29")
		return
	}
	database, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{TCP: inside},
		Handler:   "sqlite",
		SQLiteURL: "file:/var/lib/mongodb/",
	})
	if err != nil {
		log.Fatal(err)
	}
	go filter()
	log.Fatal(database.Run(context.Background()))
}

func filter() {
	listener, err := net.Listen("tcp", outside)
	if err != nil {
		log.Fatal(err)
	}
	for {
		client, err := listener.Accept()
		if err != nil {
			log.Fatal(err)
		}
		go serve(client)
	}
}

func serve(client net.Conn) {
	defer client.Close()
	server, err := net.Dial("tcp", inside)
	if err != nil {
		return
	}
	defer server.Close()
	go func() {
		forward(server, client, func(fields bson.D) bson.D { return fromStored(fields).(bson.D) })
		client.Close()
	}()
	forward(client, server, func(fields bson.D) bson.D {
		return toStored(fields, len(fields) > 0 && fields[0].Key == "createIndexes").(bson.D)
	})
}

func forward(from, to net.Conn, change func(bson.D) bson.D) {
	for {
		message, err := read(from)
		if err != nil {
			return
		}
		if _, err := to.Write(filtered(message, change)); err != nil {
			return
		}
	}
}

func read(client net.Conn) ([]byte, error) {
	head := make([]byte, 16)
	if _, err := io.ReadFull(client, head); err != nil {
		return nil, err
	}
	message := make([]byte, binary.LittleEndian.Uint32(head))
	copy(message, head)
	_, err := io.ReadFull(client, message[16:])
	return message, err
}

// filtered takes an OP_MSG apart: a header, flags, and sections with a document or a sequence of them.
func filtered(message []byte, change func(bson.D) bson.D) []byte {
	if binary.LittleEndian.Uint32(message[12:]) != opMsg || message[16]&1 == 1 {
		return message
	}
	out := append([]byte{}, message[:20]...)
	for rest := message[20:]; len(rest) > 0; {
		kind := rest[0]
		size := binary.LittleEndian.Uint32(rest[1:])
		section := rest[1 : 1+size]
		rest = rest[1+size:]
		out = append(out, kind)
		if kind == 0 {
			out = append(out, document(section, change)...)
			continue
		}
		name := 4
		for section[name] != 0 {
			name++
		}
		start := len(out)
		out = append(out, section[:name+1]...)
		for each := section[name+1:]; len(each) > 0; {
			length := binary.LittleEndian.Uint32(each)
			out = append(out, document(each[:length], change)...)
			each = each[length:]
		}
		binary.LittleEndian.PutUint32(out[start:], uint32(len(out)-start))
	}
	binary.LittleEndian.PutUint32(out, uint32(len(out)))
	return out
}

func document(raw []byte, change func(bson.D) bson.D) []byte {
	var fields bson.D
	if err := bson.Unmarshal(raw, &fields); err != nil {
		return raw
	}
	changed, err := bson.Marshal(change(fields))
	if err != nil {
		return raw
	}
	return changed
}

func toStored(value any, indexes bool) any {
	switch it := value.(type) {
	case bson.D:
		kept := bson.D{}
		for _, field := range it {
			if !indexes || field.Key != "expireAfterSeconds" && field.Key != "ns" {
				kept = append(kept, bson.E{Key: field.Key, Value: toStored(field.Value, indexes)})
			}
		}
		return kept
	case bson.A:
		for i := range it {
			it[i] = toStored(it[i], indexes)
			if inner, is := it[i].(bson.A); is {
				it[i] = bson.D{{Key: nested, Value: inner}}
			}
		}
		return it
	case primitive.Regex:
		return primitive.Regex{Pattern: it.Pattern, Options: strings.ReplaceAll(it.Options, "u", "")}
	}
	return value
}

func fromStored(value any) any {
	switch it := value.(type) {
	case bson.D:
		if len(it) == 1 && it[0].Key == nested {
			return fromStored(it[0].Value)
		}
		for i := range it {
			it[i].Value = fromStored(it[i].Value)
		}
		return it
	case bson.A:
		for i := range it {
			it[i] = fromStored(it[i])
		}
		return it
	}
	return value
}
